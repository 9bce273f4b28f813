# What a merge leaves out is remembered: the next import of the same list finds the one who stayed, and asks nothing.
today="--today 2026-11-26"
book() # what the whole book holds
{
	rapport $today export --json --private --no-timestamp
}
id() # NAME PRACTICE: of that source
{
	book | python3 -c 'import json, sys
b = json.load(sys.stdin)
at = {p["id"]: p["name"] for p in b["practices"]}
print([s["id"] for s in b["sources"] if s["name"] == sys.argv[1] and at.get(s["practice_id"]) == sys.argv[2]][0])' "$1" "$2"
}
printf 'Name,Practice,Phone\nPat Lee,North,905-777-1234\nPat Lee,South,905-555-0000\nPatricia Lee,East,905-444-0000\n' >lee.csv
check "a list" 0 rapport $today import lee.csv --same 2=new
has "of three" "$err" "3 sources added"
north=$(id "Pat Lee" North)
check "one of another practice" 0 rapport $today merge "$(id "Pat Lee" South)" "$north"
before=$(book)
check "one of another name" 0 rapport $today merge patricia "$north"
after=$(book)
card=$(rapport $today show "$north")
has "the record says the name" "$card" "Also known as Patricia Lee"
has "the practice" "$card" "Also at South"
has "and the phone" "$card" "Also by phone 905-555-0000"
has "of both" "$card" "Also by phone 905-444-0000"
check "the list again" 0 rapport $today import lee.csv
has "has nothing new" "$err" "Nothing new in lee.csv: 3 rows were there already."
hasnt "nobody is doubtful" "$out" "may be"
hasnt "nothing is told of what is known" "$out" "which is kept"
hasnt "nor of an NPI" "$out" "whose NPI"
is "and nothing is changed" "$(book)" "$after"
check "row by row too" 0 eval 'cat lee.csv | rapport $today import -'
is "nothing is" "$(book)" "$after"
has "the other name is found" "$(rapport $today show "patricia lee")" "Pat Lee"
check "all is whole" 0 rapport $today check
rapport $today undo >/dev/null 2>&1
is "undo takes it back" "$(book)" "$before"
check "whole too" 0 rapport $today check
check "the list once more" 0 rapport $today import lee.csv
is "knows Patricia as herself" "$(book)" "$before"
rapport $today redo >/dev/null 2>&1
is "redo brings it back" "$(book)" "$after"

# a row that is decided by hand, under another name
printf 'Name,Practice,Phone\nPatsy Lee,North,905-777-1234\nPat Lee,West,\n' >west.csv
check "another list" 0 rapport $today import west.csv --same "3=$north"
after=$(book)
has "is remembered as before" "$(rapport $today show "$north")" "Also at West"
rapport $today merge "patsy lee" "$north" >/dev/null 2>&1
check "that list again" 0 rapport $today import west.csv
has "finds both" "$err" "Nothing new in west.csv: 2 rows were there already."

# what is remembered goes with the one who is forgotten
check "forgotten" 0 rapport $today forget "$north" --yes
is "nothing is left" "$(cat rapport.db* .local/share/rapport/clinic.db* 2>/dev/null | grep -a -c -i -e Patricia -e Patsy -e 905-555-0000 -e 905-444-0000)" 0
check "whole at the end" 0 rapport $today check
