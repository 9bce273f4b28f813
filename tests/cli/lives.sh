# referral: a referral's life, each option of it, and that each is one step back.
. "${BASH_SOURCE[0]%/*}/lives.bash"

# every option, each one step
b=$(book)
leads "a status" --status booked --on "2 mar"
is "with its day" "$(field R-1001 booked_on)" "2026-03-02"
has "in words" "$err" "R-1001 booked: thanks to Dr. Wen Kim due Mon 2 Mar."
back "the status" "$b"
rapport $today referral R-1001 --status evaluated --on "4 mar" 2>/dev/null
b=$(book)
leads "visits" --visits 12
is "are kept" "$(field R-1001 visits)" 12
back "visits" "$b"
leads "amounts" --billed 1450.50 --received 900
has "stand in its life" "$(rapport $today referral R-1001)" 'Amount         $1,450.50 billed, $900 received'
back "amounts" "$b"
leads "a score of recommendation" --nps 9
has "in words" "$(rapport $today referral R-1001)" "NPS            9 of 10, would recommend us"
back "the score" "$b"
leads "an order, and a plan of care sent and signed" --order-on "1 mar" --poc-sent-on "5 mar" --poc-signed-on "9 mar" --cert-end-on "1 jun"
has "stand in its life" "$(rapport $today referral R-1001)" \
	"POC            sent Thu 5 Mar, signed Mon 9 Mar, certified to Mon 1 Jun"
has "the order too" "$(rapport $today referral R-1001)" "Order          on file since Sun 1 Mar"
is "the end lies ahead" "$(field R-1001 cert_end_on)" "2026-06-01"
back "the plan of care" "$b"
leads "a challenge" --challenge yes
is "has its day" "$(field R-1001 challenge_on)" "2026-03-10"
has "and is owed to the source" "$(rapport $today referrals --filter loop)" "R-1001"
has "in its life" "$(rapport $today referral R-1001)" "Challenge      flagged Tue 10 Mar, not told to the source"
back "the challenge" "$b"
leads "an outcome" --outcome "LEFS 34 61"
has "says whether it matters" "$err" "R-1001 LEFS 34 to 61, 27 better; MCID 9 met."
is "its days are filled" "$(rapport $today referral R-1001 --json | python3 -c 'import json, sys
o = json.load(sys.stdin)["outcomes"][0]; print(o["initial_on"], o["final_on"], o["met"])')" "2026-03-04 2026-03-10 True"
back "the outcome" "$b"
leads "two outcomes" --outcome "lefs 34" --outcome "NPRS=7,6"
has "the first begins" "$(rapport $today referral R-1001)" "LEFS           34, no final score yet"
has "the second is too little" "$(rapport $today referral R-1001)" "NPRS           7 to 6, 1 better; MCID 2 not met"
back "the outcomes" "$b"
rapport $today referral R-1001 --outcome "LEFS 34" 2>/dev/null
leads "a final score alone" --outcome "LEFS - 30"
has "is joined with the initial one" "$(rapport $today referral R-1001)" "LEFS           34 to 30, 4 worse; MCID 9 not met"
rapport $today undo 2>/dev/null
rapport $today undo 2>/dev/null
leads "a report" --report --on "6 mar" --note "sent by fax"
has "is a touch that points at it" "$(rapport $today referral R-1001)" "Told           Fri 6 Mar, progress report. sent by fax"
is "and closes the loop" "$(rapport $today referrals --filter loop | grep -c R-1001)" 1 # thanks are still owed
back "the report" "$b"
leads "a report with a status" --status discharged --on "9 mar" --report
has "is that of the outcome" "$(rapport $today referral R-1001)" "Told           Mon 9 Mar, report: outcomes"
is "which is all that stands open but thanks" "$(kept "SELECT group_concat(rule) FROM dues WHERE subject_id = (SELECT id FROM referrals)")" thank
back "status and report" "$b"
leads "the rest" --for "left knee" --payer Aetna --department ortho --route fax --sent-to jo --thank call --asked-on yest --note "came late"
back "the rest" "$b"

check "all is whole" 0 rapport $today check
