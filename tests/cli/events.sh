# Events, logged once for many; and patients who send friends, who are never named.
today="--today 2026-03-10"
for who in "Dr. Zoë Müller" "Nia Brooks" "Coach Dan Weiss"; do check "$who" 0 rapport $today add "$who"; done
check "no event yet" 0 rapport $today event
has "says how to log one" "$out" "No event yet."
check "a talk" 0 rapport $today event "Balance talk" zoe "nia, dan" --on 2026-03-03 --place "Library" --note "Forty came"
has "is logged" "$err" "Logged “Balance talk” with 3 guests."
for who in zoe nia dan; do has "$who has it on the timeline" "$(rapport $today show $who)" "Event  Balance talk."; done
is "is one step" "$(rapport $today history --json | python3 -c 'import json, sys
print(json.load(sys.stdin)[0]["label"])')" "event “Balance talk”"
check "the list" 0 rapport $today event
has "has a number" "$out" "1  Tue 3 Mar  talk  Balance talk  Library  3 guests"
check "a column for nobody yet" 0 rapport $today event "Column on falls" --type column
has "may have readers later" "$err" "Logged “Column on falls”, nobody named."
check "one reader" 0 rapport $today event 2 zoe
has "is added" "$err" "Dr. Zoë Müller is a guest of “Column on falls”."
check "again" 1 rapport $today event 2 zoe
has "is refused" "$err" "is a guest already"
check "with another" 0 rapport $today event 2 zoe nia
has "only the new one" "$err" "Nia Brooks is a guest of “Column on falls”; Dr. Zoë Müller is a guest already."
check "one event" 0 rapport $today event 1
has "with what was said" "$out" "Forty came"
is "as JSON" "$(rapport $today event 1 --json | python3 -c 'import json, sys
v = json.load(sys.stdin); print(v["on"], v["type"], v["place"], len(v["guests"]))')" "2026-03-03 talk Library 3"
is "the list too" "$(rapport $today event --json | python3 -c 'import json, sys
print([(v["number"], v["guests"]) for v in json.load(sys.stdin)])')" "[(2, 2), (1, 3)]"
check "no such number" 1 rapport $today event 7
check "no such type" 1 rapport $today event "Fair" --type dance
has "names those there are" "$err" "open_house"
check "no such guest" 1 rapport $today event "Fair" zorro
check "tomorrow" 1 rapport $today event "Fair" zoe --on 2026-03-11
has "has not come" "$err" "that day has not come yet"
hasnt "nothing was kept of those" "$(rapport $today event)" "Fair"
check "undone" 0 rapport $today undo
has "takes the guest back" "$err" "Undone: guests of “Column on falls” removed."
hasnt "and the touch" "$(rapport $today show nia)" "Column"

# patients
check "a patient" 0 rapport $today add "Jo Park" --kind patient --email jo@park.example
check "sent a friend" 0 rapport $today refer park "KL 4711" --for "hip replacement"
item=$(rapport --today 2026-03-12 today --json)
has "is to be thanked" "$item" "card, without naming the friend"
hasnt "the friend is not named" "$item" "4711"
hasnt "nor what it was for" "$item" "hip"
check "a letter" 0 rapport $today write park thank -o thanks.eml
has "is one for patients" "$(cat thanks.eml)" "Thank you for speaking of us"
hasnt "who is not thanked for a patient" "$(cat thanks.eml)" "your patient"
check "another source" 0 rapport $today write zoe thank -o doctor.eml
has "gets the other one" "$(cat doctor.eml)" "for sending your patient to us"
check "own words stay" 0 eval "printf 'Dear {salutation}, thanks.\n' | rapport $today write park thank --as text --text - -o own.txt"
is "as they are" "$(cat own.txt)" "Dear Jo Park, thanks."
check "thanked" 0 rapport $today thank park card
has "without the friend" "$err" "Thanked Jo Park by card for R-1001, without naming the friend."
check "the touch" 0 rapport $today show park --json
is "names nobody" "$(python3 -c 'import json, sys
print([t["record"]["note"] for t in json.load(sys.stdin)["timeline"] if t["type"] == "touch"])' <<<"$out")" "[None]"
check "a patient who left well" 0 rapport $today referral R-1001 --status discharged --nps 10
item=$(rapport --today 2026-03-14 today --json | python3 -c 'import json, sys
print([i["item"] for i in json.load(sys.stdin) if i["rule"] == "ask-patient"][0])')
check "is asked to tell others" 0 rapport --today 2026-03-14 done "$item" "will tell the choir"
has "and the answer is kept" "$(rapport $today referral R-1001)" "will tell the choir"
hasnt "and not asked again" "$(rapport --today 2026-03-15 today)" "to tell others"
check "an event once" 0 rapport $today event "Twice told" --type talk --on 2026-03-01
check "and the same again" 1 rapport $today event "twice told" --type talk --on 2026-03-01
has "is refused" "$err" "“Twice told” of that day is in the book already, as event"
check "on another day it is another" 0 rapport $today event "Twice told" --type talk --on 2026-03-02
