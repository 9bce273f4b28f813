# gifts: what physicians were given in a year, held against the limit of that year.
today="--today 2026-03-10"
book() # what the whole book holds, in short
{
	rapport $today export --json --private --no-timestamp | cksum
}
json() # EXPRESSION over the printed object x
{
	python3 -c 'import json, sys
x = json.load(sys.stdin)
print(eval(sys.argv[1]))' "$1"
}
# Zoe is made first: cents that do not divide go by id, lists by name.
rapport $today add "Dr. Zoe Adams" --practice Lakeside --kind physician 2>/dev/null
rapport $today add "Dr. Priya Okafor" --practice Lakeside --kind physician 2>/dev/null
rapport $today add "Rosa Delgado" --practice Lakeside --kind coordinator --gatekeeper yes 2>/dev/null

check "nothing was given yet" 0 rapport $today gifts
is "and that is said, with the notice and where the limit stands" "$out" "No physician was given anything in 2026.
A record, not legal advice. Limit of 2026: \$535 each, Horty Springer note, 8 Jan 2026."
check "a lunch for three at one table" 0 rapport $today log okafor lunch "pizza" --cost 93.01 --with "Dr. Zoe Adams, Rosa Delgado, a scribe"
is "is small: no more is said" "$err" 'Logged lunch with Dr. Priya Okafor. Next: Tue 24 Mar.   `rapport undo` takes it back'
check "who was there" 0 rapport $today gifts
is "each with half of it, by name, and nothing for the coordinator" "$out" "Dr. Priya Okafor  Lakeside  \$46.50  8 %  \$488.50 left
Dr. Zoe Adams     Lakeside  \$46.51  8 %  \$488.49 left
A record, not legal advice. Limit of 2026: \$535 each, Horty Springer note, 8 Jan 2026."
rapport $today refer adams "T 1" 2>/dev/null
is "referrals do not move anybody" "$(rapport $today gifts)" "$out"
check "of one" 0 rapport $today gifts adams
is "each touch with its share" "$out" "Tue 10 Mar  Lunch  \$46.51  of \$93.01 for 2  pizza
Dr. Zoe Adams was given \$46.51 of \$535 in 2026: 8 %, \$488.49 left.
A record, not legal advice. Limit of 2026: \$535 each, Horty Springer note, 8 Jan 2026."
check "of one who is no physician" 0 rapport $today gifts rosa
has "the limit is not theirs" "$out" "Rosa Delgado is no physician (referral coordinator): the limit is not theirs"
has "what it cost stands there" "$out" "\$93.01"
is "another year is another ledger" "$(rapport $today gifts --year 2025 | head -n 1)" "No physician was given anything in 2025."
is "as JSON" "$(rapport $today gifts --json | json '(x["year"], x["limit_cents"], x["notice"], [(p["name"], p["given_cents"], p["percent"], p["room_cents"]) for p in x["physicians"]])')" \
	"(2026, 53500, 'A record, not legal advice.', [('Dr. Priya Okafor', 4650, 8, 48850), ('Dr. Zoe Adams', 4651, 8, 48849)])"
is "of one, as JSON" "$(rapport $today gifts zoe --json | json '(x["counts"], x["given_cents"], [(t["on"], t["cost_cents"], t["shared_by"], t["share_cents"], t["note"], t["over"]) for t in x["touches"]])')" \
	"(True, 4651, [('2026-03-10', 9301, 2, 4651, 'pizza', None)])"

# 80 % of 535 is 428; she stands at 46.50.
check "under 80 %" 0 rapport $today log okafor lunch --cost 381.49
hasnt "nothing is said" "$err" "%"
check "at 80 %" 0 rapport $today log okafor coffee --cost 0.01
has "is said" "$err" "Dr. Priya Okafor is at \$428 of \$535 for 2026: 80 %. Logged coffee with Dr. Priya Okafor. Next:"
before=$(book)
check "over 100 %" 1 rapport $today log okafor lunch --cost 107.01
is "is refused in words" "$err" "rapport: that makes \$535.01 for Dr. Priya Okafor in 2026, \$0.01 over the limit of \$535: only with a reason (--over REASON)"
check "with a blank reason too" 1 rapport $today log okafor lunch --cost 107.01 --over " "
check "at another's table" 1 rapport $today log zoe lunch --cost 300 --with okafor
has "it is she who is named" "$err" "that makes \$578 for Dr. Priya Okafor"
check "a gift card" 1 rapport $today log rosa card "a gift card for the desk" --cost 25
has "is refused for whomever" "$err" "“gift card” is cash or as good as cash, which may never be given"
check "a voucher in the tags" 1 rapport $today log zoe card --tags "thanks, voucher" --cost 25 --over "she asked"
is "all that wrote nothing" "$(book)" "$before"
check "exactly 100 %" 0 rapport $today log okafor lunch --cost 107
has "may be" "$err" "is at \$535 of \$535 for 2026: 100 %."
before=$(book)
check "over it with a reason" 0 rapport $today log okafor event "symposium" --cost 10 --over "agreed with counsel"
has "is said" "$err" "Dr. Priya Okafor is at \$545 of \$535 for 2026: \$10 over. Logged event"
has "the reason stands with the touch" "$(rapport $today gifts okafor)" "symposium (over the limit: agreed with counsel)"
has "and in the list it is over" "$(rapport $today gifts)" "\$545    101 %  \$10 over"
is "one record more" "$(rapport $today export --ndjson | grep -c '"type":"gift_override"')" 1
check "it is one step" 0 rapport $today undo
is "taken back whole" "$(book)" "$before"
check "and brought back" 0 rapport $today redo
is "whole" "$(rapport $today export --ndjson | grep -c '"type":"gift_override"')" 1

check "a year that is not known" 1 rapport --today 2027-01-05 log zoe lunch --cost 10
has "asks for its limit" "$err" "what a physician may be given in 2027 is not known here"
check "not where nobody counts" 0 rapport --today 2027-01-05 log rosa lunch --cost 10
has "its list says so" "$(rapport --today 2027-01-05 gifts)" "The limit of 2027 is not known. rapport gifts --limit sets it."
is "and has no percent" "$(rapport --today 2027-01-05 gifts zoe --json | json '(x["limit_cents"], x["percent"], x["room_cents"])')" "(None, None, None)"
check "a limit without its year" 2 rapport $today gifts --limit 548
check "a limit for one" 2 rapport $today gifts zoe --limit 548 --year 2027
check "an origin without a limit" 2 rapport $today gifts --origin "CMS table"
check "a year that is none" 2 rapport $today gifts --year soon
check "a limit that is none" 1 rapport $today gifts --limit much --year 2027
check "a limit below nothing" 1 rapport $today gifts --limit -5 --year 2027
check "none to take away" 1 rapport $today gifts --limit none --year 2027
check "the limit is set" 0 rapport $today gifts --limit 548 --year 2027 --origin "CMS table"
has "and said" "$err" "Limit of 2027: \$548 each, CMS table."
check "then it can be logged" 0 rapport --today 2027-01-05 log zoe lunch --cost 10
has "it is in the table of limits" "$(rapport $today gifts --limits)" "2027  \$548  your own  CMS table"
has "beside those that are built in" "$(rapport $today gifts --limits)" "2025  \$519  built in  unverified"
is "as JSON" "$(rapport $today gifts --limits --json | json '[(y["year"], y["limit_cents"], y["own"]) for y in x][-2:]')" "[(2026, 53500, False), (2027, 54800, True)]"
check "a built-in one is corrected" 0 rapport $today gifts --limit 520 --year 2025
is "and holds" "$(rapport $today gifts --year 2025 | tail -n 1)" "A record, not legal advice. Limit of 2025: \$520 each."
check "and taken back" 0 rapport $today undo
has "the built-in one holds again" "$(rapport $today gifts --year 2025)" "Limit of 2025: \$519 each, unverified"
check "a later warning" 0 rapport $today config gift-warn-percent 100
check "a percent that is none" 1 rapport $today config gift-warn-percent 101

# What a list from elsewhere says has happened: it is not refused, and counts.
printf 'Date,Name,Practice,Type,Notes,Cost\n2026-02-03,Dr. Priya Okafor,Lakeside,Lunch,a gift card of 300,300.00\n' >old.csv
check "an old list goes in" 0 rapport $today import old.csv
has "and counts" "$(rapport $today gifts)" "\$845"
rapport $today export --json --private -o all.json 2>/dev/null
check "so does a whole book" 0 rapport --db other.db $today import all.json
is "with the same ledger" "$(rapport --db other.db $today gifts)" "$(rapport $today gifts)"
check "all is whole" 0 rapport $today check

check "cash without a cost is refused where it is a gift" 1 rapport $today log rosa visit "starbucks gift card" --purpose gift
has "in words" "$err" "“gift card” is cash or as good as cash"
check "words about it that are no gift are not" 0 rapport $today log rosa call "no gift card from us, she knows"
