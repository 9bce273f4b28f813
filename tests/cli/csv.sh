# Records as CSV, for spreadsheets and back again.
today="--today 2026-03-10"
rapport $today --db s.db sample 2>/dev/null
rapport $today --db s.db add "=HYPERLINK(\"x\")" --phone "+1 905 555 0100" --note $'-5 degrees, "cold";\n'"'=quoted" 2>/dev/null
kinds="staff practices sources referrals announcements touches attendees outcomes steps labels"
for kind in $kinds; do
	rapport $today --db s.db export --csv --kind "$kind" --private -o "$kind.csv" 2>/dev/null
	[ "$(wc -l <"$kind.csv")" -gt 1 ] || echo "there are no $kind"
	rapport $today --db new.db import "$kind.csv" >said 2>&1 || cat said
done >trouble
is "every kind comes in" "$(cat trouble)" ""
for kind in $kinds; do
	rapport $today --db new.db export --csv --kind "$kind" --private -o "$kind.again.csv" 2>/dev/null
	cmp -s "$kind.csv" "$kind.again.csv" || echo "$kind" >>differ
done
is "and goes out as it was" "$(cat differ 2>/dev/null)" ""
check "the new book is whole" 0 rapport $today --db new.db check

is "the Excel dialect begins with a BOM" "$(head -c 3 sources.csv | od -An -tx1 | tr -d ' ')" "efbbbf"
has "guards a formula" "$(cat sources.csv)" "'=HYPERLINK"
has "and a phone that begins with a sign" "$(cat sources.csv)" "'+1 905 555 0100"
hasnt "but no date or number" "$(cat referrals.csv)" "'2"
check "the plain dialect" 0 rapport $today --db s.db export --csv=plain
hasnt "guards nothing" "$out" "'=HYPERLINK"
is "and has no BOM" "$(printf '%s' "$out" | head -c 2)" "id"
check "a dialect that is none" 2 rapport $today --db s.db export --csv=lotus
check "a kind that is none" 2 rapport $today --db s.db export --csv --kind friends
has "says which there are" "$err" "sources, practices, touches"
is "a name stands beside an id" "$(python3 -c '
import csv, io, sys
rows = csv.DictReader(io.open("touches.csv", encoding="utf-8-sig", newline=""))
print(sum(1 for r in rows if bool(r["source_id"]) != bool(r["source"])))')" 0
is "another reader agrees on the notes" "$(python3 -c '
import csv, io, json, subprocess, sys
rows = {r["id"]: r for r in csv.DictReader(io.open("sources.csv", encoding="utf-8-sig", newline=""))}
book = json.loads(subprocess.run([sys.argv[1], "--db", "s.db", "export", "--private"], capture_output=True).stdout)
bad = 0
for s in book["sources"]:
    note, cell = s["note"] or "", rows[s["id"]]["note"].replace("\r\n", "\n")
    if cell.startswith("\x27") and cell[1:].lstrip("\x27")[:1] in ("=", "+", "-", "@"):
        cell = cell[1:]
    bad += note != cell
print(bad)' "$RAPPORT")" 0

check "without --private" 0 rapport $today --db s.db export --csv --kind referrals -o public.csv
is "there is no patient reference" "$(python3 -c '
import csv, io
print(sum(1 for r in csv.DictReader(io.open("public.csv", encoding="utf-8-sig", newline="")) if r["patient_ref"]))')" 0
check "such a table comes in" 0 rapport $today --db s.db import public.csv
has "and takes nothing away" "$err" "Nothing new in public.csv"
check "nor does such a book" 0 rapport $today --db s.db export --no-timestamp -o public.json
check "when it comes in" 0 rapport $today --db s.db import public.json
has "all stays" "$err" "Nothing new in public.json"

sed '2s/,in,2[0-9-]*,/,in,someday,/' public.csv >broken.csv
check "a day that is none" 1 rapport $today --db new.db import broken.csv
has "is named with line and column" "$err" "line 2: received_on: "

check "mail merge" 0 rapport $today --db s.db export --mailmerge -o merge.csv
is "has the names that Word knows" "$(head -n 1 merge.csv | tr -d '\r' | sed 's/^\xef\xbb\xbf//')" "Title,First Name,Last Name,Suffix,Company,Job Title,Address 1,Address 2,City,State,ZIP,E-mail,Salutation,Referrals,Last Referral Date"
has "and a salutation" "$(grep Okafor merge.csv)" "Dr. Okafor,62,2026-02-09"
check "a table of some sources" 0 rapport $today --db s.db export --csv --of okafor,kim
is "has their rows alone" "$(printf '%s' "$out" | python3 -c 'import csv, sys; print(", ".join(sorted(r["name"] for r in csv.DictReader(sys.stdin))))')" "Dr. Alan Kim, Dr. Priya Okafor"
check "letters to some" 0 rapport $today --db s.db export --mailmerge --of okafor,kim -o some.csv
has "are counted" "$err" "Exported 2 sources as mail merge to some.csv"
check "nobody of that name" 1 rapport $today --db s.db export --csv --of zzyzx
check "touches of somebody" 2 rapport $today --db s.db export --csv --kind touches --of okafor
has "are not asked for so" "$err" "--of is for sources, not for touches"
check "a book of somebody" 2 rapport $today --db s.db export --json --of okafor
has "is none" "$err" "--json is the whole book"
