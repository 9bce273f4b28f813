# referrals: lists of all and of one source, with filters; and a touch that points at a referral.
today="--today 2026-03-10"
rapport $today add "Dr. Wen Kim" --kind physician 2>/dev/null
rapport $today add "Mei Lin" --kind yoga 2>/dev/null
check "none yet" 0 rapport $today referrals
is "is said" "$out" "No referrals recorded yet."
check "none of one" 0 rapport $today referrals kim --filter unthanked
is "is said of them" "$out" "No referral from Dr. Wen Kim waits for thanks."
is "as JSON nothing" "$(rapport $today referrals --json)" "[]"
rapport $today refer kim "JM 1057" --for knee --payer BCBS --on "1 mar" --status discharged --discharged-on "8 mar" 2>/dev/null
# from us to them
check "one from us" 0 rapport $today refer mei "T 9" --out --for balance
has "is said" "$err" "Recorded R-1002 to Mei Lin."
has "stands on the timeline as such" "$(rapport $today show mei)" "Referral out  R-1002 T 9 balance."
is "is no referral in" "$(rapport $today show mei --json | python3 -c 'import json, sys
s = json.load(sys.stdin)["source"]; print(s["referrals"], s["referred_on"], s["thanks_owed"])')" "0 None 0"
hasnt "is not counted in the numbers" "$(rapport $today top --by referrals)" "Mei"
check "thanks for it" 1 rapport $today thank R-1002 card
has "are refused" "$err" "R-1002 went from us to them: no thanks are owed"
check "a report on it" 1 rapport $today referral R-1002 --report
has "is refused" "$err" "there is nobody to report to"
rapport $today referral R-1002 --status evaluated --visits 4 --billed 100 --challenge yes 2>/dev/null
hasnt "nothing is owed for it" "$(rapport $today today)" "R-1002"
hasnt "and it is no loop" "$(rapport $today referrals --filter loop)" "R-1002"
hasnt "nor in treatment" "$(rapport $today referrals --filter active)" "R-1002"

rapport $today refer kim "T 3" --on "2 mar" --status active --order-on "2 mar" --poc-sent-on "3 mar" 2>/dev/null
rapport $today thank R-1003 card 2>/dev/null
list() # ARGUMENTS...: the numbers, in a row
{
	rapport $today referrals "$@" --json | python3 -c 'import json, sys; print(*[r["number"] for r in json.load(sys.stdin)])'
}
is "the newest first" "$(list)" "1002 1003 1001"
is "of one source" "$(list kim)" "1003 1001"
is "since a day" "$(list --since "2 mar")" "1002 1003"
is "unthanked" "$(list --filter unthanked)" 1001
is "loops open" "$(list --filter loop)" "1003 1001"
is "plans of care" "$(list --filter poc)" ""
is "no amount" "$(list --filter no-amount)" "1003 1001"
is "in treatment" "$(list --filter active)" 1003
is "to them" "$(list --filter out)" 1002
is "of one and filtered" "$(list mei --filter out) $(list mei --filter unthanked)" "1002 "
is "at most" "$(list --most 1)" 1002
check "as a table" 0 rapport $today referrals kim
is "with flags" "$(printf '%s\n' "$out" | head -n 1)" "!\$   R-1003  Mon 2 Mar  T 3                  Active"
check "cut" 0 rapport $today referrals --most 2
has "says that there are more" "$err" "The newest 2; --most prints more."
has "flags as JSON" "$(rapport $today referrals --filter unthanked --json)" '"unthanked":true'
check "a filter that is none" 2 rapport $today referrals --filter mine
has "names them" "$err" "unthanked, loop, poc, no-amount, active, out or all"
check "nobody" 1 rapport $today referrals nemo
check "a day that is none" 1 rapport $today referrals --since "31 feb"
check "a number that is none" 2 rapport $today referrals --most x
is "the filters complete" "$(rapport complete -- referrals --filter n)" "no-amount"

# a touch that points at a referral
check "a call about one" 0 rapport $today log kim call "told them of the stairs" --purpose progress --referral R-1001
has "says so" "$err" "Logged call with Dr. Wen Kim about R-1001."
has "is in its life" "$(rapport $today referral R-1001)" "call: progress report. told them of the stairs"
check "of another's" 1 rapport $today log mei call --referral R-1001
has "is refused" "$err" "R-1001 is no referral of Mei Lin"
check "of none" 1 rapport $today log kim call --referral R-77
check "all is whole" 0 rapport $today check
