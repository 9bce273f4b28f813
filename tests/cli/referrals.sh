# refer and referral: recording one, leading it to its end, and changing all of it or nothing.
today="--today 2026-03-10"
book() # what the whole book holds, in short
{
	rapport $today export --json --private --no-timestamp | cksum
}
rapport $today add "Dr. Wen Kim" --kind physician 2>/dev/null
check "a referral" 0 rapport $today refer kim "JM 1057" --for knee --payer BCBS --on yest
has "is numbered" "$err" "Recorded R-1001 from Dr. Wen Kim."
check "without a patient" 0 rapport $today refer kim
has "the next number" "$err" "R-1002"
check "one from us to them" 0 rapport $today refer kim "T 9" --out
has "is one" "$(rapport $today referral "T 9" --json)" '"direction":"out"'
check "its number finds it" 0 rapport $today referral R-1001
is "who sent it comes first" "$(printf '%s\n' "$out" | head -n 1)" "R-1001 from Dr. Wen Kim"
check "and without the letter" 0 rapport $today referral 1001 --json
is "as JSON" "$(printf '%s' "$out" | python3 -c 'import json, sys
r = json.load(sys.stdin); print(r["referral"]["number"], r["referral"]["received_on"], r["outcomes"])')" "1001 2026-03-09 []"
check "it goes on" 0 rapport $today referral R-1001 --status evaluated --visits 3 --billed '$1,450.50' --received 900 --nps 9 --outcome LEFS=32,58
has "it is said, and what that means next" "$err" "R-1001 evaluated: report to Dr. Wen Kim due Tue 17 Mar. LEFS 32 to 58, 26 better; MCID 9 met."
is "all of it" "$(rapport $today referral R-1001 --json | python3 -c 'import json, sys
d = json.load(sys.stdin); r = d["referral"]; o = d["outcomes"][0]
print(r["status"], r["evaluated_on"], r["visits"], r["billed_cents"], r["received_cents"], r["nps"], o["measure"], o["initial"], o["final"])')" \
	"evaluated 2026-03-10 3 145050 90000 9 LEFS 32.0 58.0"
check "a measure is found again" 0 rapport $today referral R-1001 --outcome lefs=,61
has "and goes on" "$(rapport $today referral R-1001)" "LEFS           32 to 61, 29 better; MCID 9 met"
has "under its own name" "$(rapport $today referral R-1001 --json)" '"measure":"LEFS"'
steps=$(rapport $today history --json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)))')
check "a status with a measure" 0 rapport $today referral R-1001 --status discharged --outcome NPRS=7,2
is "is one step" "$(rapport $today history --json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)) - int(sys.argv[1]))' "$steps")" 1
has "with the referral's name" "$(rapport $today history --most 1)" "R-1001"
check "which goes back as one" 0 rapport $today undo
has "the status" "$(rapport $today referral R-1001)" "Evaluated"
hasnt "the measure" "$(rapport $today referral R-1001)" "NPRS"

before=$(book)
check "a measure that is none" 2 rapport $today referral R-1001 --status discharged --outcome nonsense
is "leaves the status alone" "$(book)" "$before"
check "a score that is none" 1 rapport $today referral R-1001 --visits 9 --outcome LEFS=x,2
is "leaves the visits alone" "$(book)" "$before"
check "a status that is none" 1 rapport $today referral R-1001 --status lost
has "names those that are" "$err" "received, booked"
check "a score over ten" 1 rapport $today referral R-1001 --nps 11
check "an amount that is none" 1 rapport $today referral R-1001 --billed much
check "a day that is none" 1 rapport $today referral R-1001 --booked-on "31 feb"
check "a patient's name" 1 rapport $today refer kim "Grace Zhao"
has "in words" "$err" "not by name"
check "a number that is none" 1 rapport $today referral R-99
check "a word that is none" 1 rapport $today referral nobody
check "nobody of that name" 1 rapport $today refer nemo "T 5"
check "a number cannot be given" 2 rapport $today referral R-1001 --number 7
is "all that wrote nothing" "$(book)" "$before"
rapport $today refer kim "T 9" 2>/dev/null
check "a patient with two referrals" 1 rapport $today referral "T 9"
check "all is whole" 0 rapport $today check
