# A day by command: log, refer, thank, next, today, done, later, drop, undo, top.
today="--today 2026-03-10"
rapport $today sample 2>/dev/null
item()
{
	rapport $today today --days 7 --json | python3 -c 'import json, sys
print(next(r["item"] for r in json.load(sys.stdin) if r["rule"] == sys.argv[1] and sys.argv[2] in r["source"]))' "$1" "$2"
}

check "today" 0 rapport $today today
is "seven to do, two late" "$err" "7 to do, 2 late."
is "late first" "$(printf '%s\n' "$out" | head -1 | cut -c1)" "!"
check "the first of them" 0 rapport $today today --most 3
is "are no more" "$(printf '%s\n' "$out" | wc -l)" 3
is "and said to be the first" "$err" "The first 3, 2 of them late; more with --most."
check "just as many as there are" 0 rapport $today today --most 7
is "are all" "$err" "7 to do, 2 late."
check "none of them" 0 rapport $today today --most 0
is "is the first one" "$err" "The first 1, 1 of them late; more with --most."
more='import json, sys; print([r.get("more") for r in json.load(sys.stdin)])'
is "JSON says it in the last one" "$(rapport $today today --most 2 --json | python3 -c "$more")" "[None, True]"
is "and not where all are there" "$(rapport $today today --most 7 --json | python3 -c "$more")" "$(python3 -c 'print([None] * 7)')"
check "who is quiet, the first" 0 rapport --today 2026-09-10 quiet --most 2
is "is said too" "$(printf '%s\n' "$out" | wc -l) $err" "2 The first 2; more with --most."
is "and as JSON" "$(rapport --today 2026-09-10 quiet --most 2 --json | python3 -c "$more")" "[None, True]"
check "all who are quiet" 0 rapport --today 2026-09-10 quiet
is "are not cut" "$err" ""
is "nor as JSON" "$(rapport --today 2026-09-10 quiet --json | python3 -c 'import json, sys; print(any("more" in r for r in json.load(sys.stdin)))')" False
is "find says it in JSON as well" "$(rapport $today find --most 2 --json 2>/dev/null | python3 -c "$more")" "[None, True]"
check "a lunch in one line" 0 rapport $today log okafor lunch "brought outcomes" --next 2w --cost 46 --purpose outcomes
has "with the next step" "$err" "Logged lunch with Dr. Priya Okafor. Next: call, Tue 24 Mar."
check "a day that is none" 1 rapport $today log okafor lunch --on "31 feb"
has "is told" "$err" "“31 feb” is not a date. Try 2w, fri, 24 mar or 3/24."
check "a day to come" 1 rapport $today log okafor lunch --on 2026-03-20
check "an unknown channel" 2 rapport $today log okafor fax
check "a referral" 0 rapport $today refer kim "JM 1057" --for knee --payer BCBS --on yest
has "has a number" "$err" "Recorded R-1"
check "a patient's name is refused" 1 rapport $today refer kim "Grace Zhao"
has "in words" "$err" "not by name"
check "by its patient reference" 0 rapport $today referral "JM 1057" --status evaluated --visits 3 --billed 450 --outcome LEFS=32,58
check "it shows" 0 rapport $today referral "JM 1057"
has "the status" "$out" "Evaluated"
has "the measure" "$out" "32 to 58, 26 better; MCID 9 met"
check "thanks for it" 0 rapport $today thank "$(rapport $today referral "JM 1057" | head -1 | cut -d' ' -f1)" card
check "done by key" 0 rapport $today done "$(item step "Hal Brandt")" "sent it" --next fri
has "with the next" "$err" "Next: call, Fri 13 Mar."
check "later" 0 rapport $today later "$(item step "Mei Lin")" tom
has "says when" "$err" "Wed 11 Mar"
check "later is after today" 1 rapport $today later "$(item step "Mei Lin")" today
check "drop" 0 rapport $today drop "$(item step "Nia Brooks")"
check "undo brings it back" 0 rapport $today undo
has "by name" "$err" dropped
check "redo" 0 rapport $today redo
check "redo again" 1 rapport $today redo
is "one line" "$err" "rapport: Nothing to redo."
check "an item that is none" 2 rapport $today done step:x
check "one that is gone" 1 rapport $today done step:1
check "next" 0 rapport $today next "Dan Weiss" "24 mar" "bring the flyer" --kind visit
check "a gatekeeper's visit counts for those behind" 0 rapport $today log rosa visit "dropped pads"
is "via" "$(rapport $today show okafor --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["source"]["counted_on"])')" 2026-03-10
check "top" 0 rapport $today top --by referrals --json
is "largest first" "$(printf '%s' "$out" | python3 -c 'import json,sys; n=[r["referrals"] for r in json.load(sys.stdin)]; print(n == sorted(n, reverse=True) and len(n))')" 10
check "everything is whole after it" 0 rapport $today check
check "rules" 0 rapport $today rules
has "tells each" "$(rapport $today rules)" "thank-days 1"
has "in words" "$(rapport $today rules let-go)" "A person decides"
has "with what it makes" "$(rapport $today rules thank --json)" '"due":'
check "a rule that is none" 1 rapport $today rules colour
check "settings" 0 rapport $today config cadence-first 21
is "hold" "$(rapport $today config cadence-first)" 21
check "a wrong one" 1 rapport $today config cadence-first soon
check "an unknown one" 1 rapport $today config colour blue
check "clinic" 0 rapport $today clinic --name "Riverside PT" --payers "BCBS, Aetna"
has "shows it" "$(rapport $today clinic)" "Riverside PT"
check "staff" 0 rapport $today staff lee --name "Lee Park" --role therapist
has "lists them" "$(rapport $today staff)" "Lee Park"
check "somebody with nothing due for long" 0 rapport $today add "Dr. Far"
rapport $today next far 3w >/dev/null 2>&1
check "what was planned is done whenever it is due" 0 rapport $today done far
rapport $today drop far >/dev/null 2>&1
check "what is far ahead and out of sight is not" 1 rapport $today done far
has "and said" "$err" "nothing is due with Dr. Far before"
check "help" 0 rapport --help
is "fits 24 rows" "$(rapport --help | wc -l | awk '{print ($1 <= 24)}')" 1
is "and 80 columns" "$(rapport --help | awk 'length($0) > 80' | wc -l)" 0
check "a command's help" 0 rapport log --help
check "version" 0 rapport --version
