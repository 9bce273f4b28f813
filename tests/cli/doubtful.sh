# Who a row means is never guessed: what is doubtful is named, left out, decided by --same, remembered, and taken back in one step.
today="--today 2026-11-23"
printf 'Name,Practice,Phone\nAlan Kim,Lakeside Orthopedics,928 555 0177\n' >book.csv
printf 'Referral Date,Patient ID,Referring Physician,Practice,Practice Phone\n2026-11-02,P1,"KIM, Alan MD",Northside Pain,928 555 0100\n2026-11-03,P2,Alan Kim,NORTHSIDE PAIN,(928) 555-0100\n2026-11-03,P3,Mei Lin,North,\n' >report.csv
check "a partner list" 0 rapport $today import book.csv
empty=$(rapport $today export --json --private --no-timestamp)

check "a report that names somebody else, or not" 0 rapport $today import report.csv
has "names both, and the line" "$out" \
	"line 2: Alan Kim, Northside Pain, 928 555 0100 may be Alan Kim of Lakeside Orthopedics (928 555 0177), or somebody else of that name"
has "each line" "$out" "line 3: Alan Kim"
has "how it is decided" "$out" '--same "2=WHO"'
has "and what was left out" "$err" "1 source added, 1 referral added, 2 refused."
has "with the file of the refused rows" "$err" "report.csv.rejects.csv"
has "where they stand" "$(cat report.csv.rejects.csv)" "P2"
check "again" 0 rapport $today import report.csv
has "it is doubtful again" "$err" "1 row was there already, 2 refused."
check "the dry run" 0 rapport $today import report.csv --dry-run
has "counts them" "$out" "2 rows skipped: 2 doubtful who"
check "as JSON" 0 rapport $today import report.csv --dry-run --json
is "each once" "$(printf '%s' "$out" | python3 -c 'import json, sys
for d in json.load(sys.stdin)["doubts"]: print(d["line"], d["rows"], d["who"], d["may_be"][0]["who"])')" \
	"2 2 Alan Kim, Northside Pain, 928 555 0100 Alan Kim of Lakeside Orthopedics (928 555 0177)"

check "a slip" 2 rapport $today import report.csv --same "Kim"
has "shows how it is written" "$err" "LINE=WHO"
check "nobody" 1 rapport $today import report.csv --same "2=Nobody Known"
has "is said" "$err" '--same "2=Nobody Known"'
before=$(rapport $today export --json --private --no-timestamp)
check "it is the same" 0 rapport $today import report.csv --same "2=alan kim"
has "both rows come in" "$err" "2 referrals added"
has "and it says so" "$out" "is taken for Alan Kim of Lakeside Orthopedics (928 555 0177), as you said"
after=$(rapport $today export --json --private --no-timestamp)
has "what they were not known by is in the note" "$after" 'Also at Northside Pain\nAlso by phone 928 555 0100'
check "once more" 0 rapport $today import report.csv
has "nothing is doubtful now" "$err" "Nothing new in report.csv: 3 rows were there already."
check "with the answer too" 0 rapport $today import report.csv --same "3=Alan Kim"
is "nothing is changed" "$(rapport $today export --json --private --no-timestamp)" "$after"
check "one step back" 0 rapport $today undo
is "is all of it" "$(rapport $today export --json --private --no-timestamp)" "$before"

check "somebody new" 0 rapport $today import report.csv --same 3=new
has "is added" "$err" "1 source added, 2 referrals added"
has "beside the other" "$out" "Alan Kim is added beside somebody else of that name"
hasnt "and is not said twice" "$out" "as you said"
after=$(rapport $today export --json --private --no-timestamp)
check "once more" 0 rapport $today import report.csv
is "and known" "$(rapport $today export --json --private --no-timestamp)" "$after"
rapport $today undo >/dev/null 2>&1
rapport $today undo >/dev/null 2>&1
is "all taken back" "$(rapport $today export --json --private --no-timestamp)" "$empty"

printf 'Date,Who,Practice,Phone,Note\n2026-11-02,Ann Lee,South,,a\n2026-11-02,Ann Lee,North,928 555 0111,b\n' >log.csv
check "two of one file" 0 rapport $today import log.csv
has "are told by their lines" "$out" "line 2: Ann Lee, South may be Ann Lee of North (928 555 0111), line 3"
rapport $today undo >/dev/null 2>&1
check "one is the other" 0 rapport $today import log.csv --same "2=line 3"
has "by its line" "$err" "1 source added, 2 touches added"
hasnt "and nobody is beside anybody" "$out" "beside somebody else"
