# top: by revenue and by referrals, the basis named, the period, the currency.
today="--today 2026-03-10"
check "an empty book has none" 1 rapport $today top
for who in Ada Ben Cleo; do rapport $today add "$who" --kind physician 2>/dev/null; done
check "nobody refers yet" 0 rapport $today top
has "in words" "$out" "No referrals"
rapport $today refer ada "T 1" --on 2026-03-01 --status evaluated --billed 100 --received 90 2>/dev/null
rapport $today refer ada "T 2" --on 2026-03-02 2>/dev/null
rapport $today refer ben "T 3" --on 2026-03-03 --status evaluated --billed 1884 --received 10 2>/dev/null
rapport $today refer cleo "T 4" --on 2024-01-03 --status evaluated --billed 9000 2>/dev/null
names()
{
	rapport $today top --json "$@" | python3 -c 'import json, sys; print([(r["name"], r["referrals"], r["came"], r["cents"]) for r in json.load(sys.stdin)])'
}
is "by revenue in twelve months" "$(names)" "[('Ben', 1, 1, 188400), ('Ada', 2, 1, 10000)]"
is "by referrals" "$(names --by referrals)" "[('Ada', 2, 1, 10000), ('Ben', 1, 1, 188400)]"
is "of all time" "$(names --period all --most 1)" "[('Cleo', 1, 1, 900000)]"
check "in text" 0 rapport $today top
has "the basis is printed" "$out" "Revenue is what was billed"
has "with the amount" "$out" '$1,884'
trends()
{
	rapport $today top --by trend --json "$@" | python3 -c 'import json, sys; print([(r["name"], r["referrals"], r["before"]) for r in json.load(sys.stdin)])'
}
rapport $today refer ada "T 5" --on 2024-05-03 2>/dev/null
for i in 1 2 3; do rapport $today refer cleo "T 6$i" --on 2025-02-0$i 2>/dev/null; done
is "by trend, growth first, and those who fell" "$(trends)" "[('Ada', 2, 1), ('Ben', 1, 0), ('Cleo', 0, 3)]"
is "against the thirty days before" "$(trends --period 30)" "[('Ada', 2, 0), ('Ben', 1, 0)]"
is "the best alone" "$(trends --most 1)" "[('Ada', 2, 1)]"
check "trend in text" 0 rapport $today top --by trend
has "says what it compares" "$out" "against the 12 months before"
has "in words" "$out" "+1, was 1"
has "one who is new" "$out" "new"
has "one who fell" "$out" "-3, was 3"
hasnt "never a number that is none" "$out" nan
check "all time has none before" 2 rapport $today top --by trend --period all
has "and says so" "$err" "none before"
check "nor do two quiet years" 0 rapport --today 2029-03-10 top --by trend
has "in so many words" "$out" "No referrals last 12 months, nor in the 12 months before."
check "received is another basis" 0 rapport $today config revenue received
is "another order" "$(names)" "[('Ada', 2, 1, 9000), ('Ben', 1, 1, 1000)]"
has "and it is printed" "$(rapport $today top)" "Revenue is what was received"
check "another currency" 0 rapport $today clinic --currency EUR
hasnt "is no dollar in the list" "$(rapport $today top)" '$'
hasnt "nor on the card" "$(rapport $today show ada)" '$'
check "one row alone" 0 rapport --db one.db $today add Solo
check "whom nobody compares" 0 rapport --db one.db $today top --by trend
has "is no trend" "$out" "No referrals"
rapport --db one.db $today refer solo "T 1" --on 2026-03-01 2>/dev/null
has "until the first referral" "$(rapport --db one.db $today top --by trend)" "new"
check "a basis that is none" 2 rapport $today top --by money
check "a period that is none" 2 rapport $today top --period 7
check "a number that is none" 2 rapport $today top --most some
check "a huge one is no mistake" 0 rapport $today top --most 9223372036854775807
check "quiet for longer than there are days" 0 rapport $today quiet --days 9223372036854775807
has "is nobody" "$out" "No source is quiet"
check "and so far ahead" 0 rapport $today today --days 9223372036854775807
