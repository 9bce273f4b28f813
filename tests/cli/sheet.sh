# The sheet of one source: its figures against the rows, the page, and what may not stand there; and the options of report.
today="--today 2026-03-10"
check "a made-up clinic" 0 rapport $today sample
book=$HOME/.local/share/rapport/clinic.db

# Day 20179 is 2025-04-01, 20522 is 2026-03-10.
count() # WHO CONDITION
{
	sqlite3 "$book" "SELECT count(*) FROM referrals WHERE direction = 'in' AND received_on BETWEEN 20179 AND 20522 AND $2
		AND source_id = (SELECT id FROM sources WHERE name LIKE '%$1%')"
}
all=$(count Okafor 1)
came=$(count Okafor "status IN ('evaluated', 'active', 'discharged')")
check "a sheet" 0 rapport $today report --of okafor
has "her referrals" "$out" "  Referrals             $all   before: "
has "who came in" "$out" "  Came in               $came of $all ("
has "small groups are hidden" "$out" "QuickDASH fewer than 5 patients: not shown"
has "the last contact" "$out" "  Mon 16 Feb 2026       Lunch"
is "--text is the same" "$(rapport $today report --of okafor --text)" "$out"
check "as JSON" 0 rapport $today report --of okafor --json
printf '%s' "$out" >sheet.json
is "the same figures" "$(python3 -c 'import json
s = json.load(open("sheet.json"))
print(s["now"]["referrals"], s["now"]["came"], sum(m["referrals"] for m in s["months"]), len(s["months_before"]), len(s["contacts"]))')" "$all $came $all 12 6"
check "what is owed" 0 rapport $today report --of kim
has "is counted, with its day" "$out" "  1 thank-you for a referral"
hasnt "of no patient" "$out" "R-1335"

check "a page" 0 rapport $today report --of okafor --html sheet.html
is "is written" "$err" "Wrote sheet.html."
is "for us alone" "$(stat -c %a sheet.html)" 600
has "with her name" "$(cat sheet.html)" "<h1>Dr. Priya Okafor</h1>"
has "her figures" "$(cat sheet.html)" "$came of $all ("
has "a chart" "$(cat sheet.html)" "<svg"
hasnt "no script" "$(cat sheet.html)" "<script"
hasnt "no money" "$(cat sheet.html)" "\$"
sqlite3 "$book" "SELECT patient_ref FROM referrals WHERE patient_ref IS NOT NULL" | sort -u >references
check "a note with a reference" 0 rapport $today log okafor call "$(head -n 1 references) complained of the secretary"
mkdir sheets
rapport $today find --json --most 1000 | python3 -c 'import json, sys; print("\n".join(r["id"] for r in json.load(sys.stdin)))' >ids
xargs -P "$JOBS" -I {} "$RAPPORT" $today report --of {} --html sheets/{}.html <ids 2>/dev/null
is "a sheet each" "$(ls sheets | wc -l)" "$(wc -l <ids)"
is "no reference on any" "$(grep -Fwf references sheets/*)" ""
is "no note on any" "$(grep -l 'complained' sheets/*)" ""
is "nor what is no number" "$(grep -iwE 'nan|inf|null' sheets/* | head -n 3)" ""
if command -v tidy >/dev/null; then
	is "tidy finds nothing" "$(tidy -qe sheets/* 2>&1)" ""
else
	skip "tidy" "it is not installed"
fi

check "of all time there is no time before" 0 rapport $today report --of okafor --period all
hasnt "to compare" "$out" "before: "
check "somebody new" 0 rapport --db new.db $today add "Mei Lin"
check "has a sheet" 0 rapport --db new.db $today report --of mei
has "in words" "$out" "no referrals"
hasnt "without a number that is none" "$out" "nan"
has "on paper too" "$(rapport --db new.db $today report --of mei --html -)" "there is nothing to draw"

check "nobody" 1 rapport $today report --of xyzzy
check "more than one" 1 rapport $today report --of lakeside
has "are listed" "$err" "Dr. Tess Moreau"
check "a period that is none" 2 rapport $today report --of okafor --period week
check "nor for the report" 2 rapport $today report --period week
for ways in "--html - --json" "--text --json" "--html - --text"; do
	check "$ways" 2 rapport $today report --of okafor $ways
	has "is one too many" "$err" "--text, --json or --html, one of them"
	check "$ways, the report" 2 rapport $today report $ways
done
check "formulas of somebody" 2 rapport $today report --of okafor --formulas
check "over a file" 1 rapport $today report --of okafor --html ids
has "it is not written" "$err" "ids: File exists"
check "nor the report" 1 rapport $today report --html ids
check "into no folder" 3 rapport $today report --of okafor --html none/sheet.html
check "nor the report there" 3 rapport $today report --html none/report.html
history=$(rapport history --most 1000)
check "a sheet writes nothing" 0 rapport $today report --of kim
is "into the book" "$(rapport history --most 1000)" "$history"
