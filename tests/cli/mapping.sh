# The columns of a list are shown and said by command, what would come of it is told, and what was said is remembered.
today="--today 2026-11-23"
printf 'Arzt;Praxis;Telefon;Patientin;Tag\nPriya Okafor;Lakeside;928 555 0100;P1;2026-11-02\nDan Weiss;Bold Gym;;P2;2026-11-03\n' >list.csv

# books: how many books there are
books()
{
	find "$HOME" -name '*.db' | grep -c .
}

check "the columns are listed" 0 rapport $today import list.csv --map list
has "with what the file is and what it needs" "$out" "CSV, semicolon, UTF-8, 2 rows: a list needs names"
has "each with its samples" "$out" "Priya Okafor | Dan Weiss"
check "the same as JSON" 0 rapport $today import list.csv --map list --json
is "is JSON" "$(printf '%s' "$out" | python3 -c 'import json, sys
d = json.load(sys.stdin)
print(d["kind"], d["remembered"], [c["header"] + "=" + str(c["field"]) for c in d["columns"]][:2], d["columns"][2]["samples"])')" \
	"None False ['Arzt=None', 'Praxis=None'] ['928 555 0100']"
check "what would come of it" 0 rapport $today import list.csv --dry-run --map Arzt=name --map Praxis=practice
has "is said" "$out" "2 new sources, 2 new practices."
has "and that nothing was kept" "$err" "Nothing was kept."
is "no book was made by all that" "$(books)" 0
check "without names it is refused" 1 rapport $today import list.csv
has "in words" "$err" "no row among the first 10 has the column names"
check "a column of which there is none" 1 rapport $today import list.csv --map "Doktor=name"
has "names those there are" "$err" "no column “Doktor”, but Arzt, Praxis, Telefon, Patientin, Tag"
check "a field of which there is none" 2 rapport $today import list.csv --map "Arzt=shoes"
has "is said" "$err" "there is no field “shoes”"
check "a slip" 2 rapport $today import list.csv --map Arzt
has "shows how it is written" "$err" 'Header=field'
check "a kind of which there is none" 2 rapport $today import list.csv --as shoes
has "names those there are" "$err" "partners, referrals or contacts"
check "what a referral report needs" 1 rapport $today import list.csv --as referrals --map Arzt=name
has "is said" "$err" "a referral report needs a chart number or initials, and the day received"

check "it comes in" 0 rapport $today import list.csv --map "Arzt=name" --map "PRAXIS = practice" --map Telefon=phone \
	--map Patientin=patient-ref --map Tag=received-on
has "and is remembered" "$err" "2 sources added, 2 referrals added. How its columns are read is remembered."
printf 'TAG;Arzt;Patientin;Praxis;Telefon\n2026-11-09;Mei Lin;P3;Lakeside;\n2026-11-03;Dan Weiss;P2;Bold Gym;\n' >next.csv
check "the next one is only tried" 0 rapport $today import next.csv --dry-run
has "as the last time" "$out" "a referral report, its columns as the last time"
has "in words" "$out" "1 new source, 1 matched, 1 new referral, 1 referral known."
check "its columns" 0 rapport $today import next.csv --map list
has "are as said" "$out" "patient-ref"
before=$(rapport $today export --json --private --no-timestamp)
check "it comes in without a word" 0 rapport $today import next.csv
has "its rows are new" "$err" "1 source added, 1 referral added"
after=$(rapport $today export --json --private --no-timestamp)
check "and again" 0 rapport $today import next.csv
has "nothing new" "$err" "Nothing new in next.csv"
is "nothing is changed" "$(rapport $today export --json --private --no-timestamp)" "$after"
check "it is taken back" 0 rapport $today undo
is "whole" "$(rapport $today export --json --private --no-timestamp)" "$before"
check "the first one too" 0 rapport $today undo
is "with what was remembered" "$(rapport $today export --ndjson | grep -c mapping)" 0

# --- names of patients ---
printf 'Patient Name,Referral Date,Referring Physician,Remarks\n"Zhao-Whole, Amy",2026-11-02,Mei Lin,x\n"Zhao-Whole, Ann",2026-11-02,Mei Lin,y\n' >names.csv
check "a column of patients' names" 0 rapport $today import names.csv --map list
has "shows initials" "$out" "initials"
hasnt "and no name" "$out" "Zhao"
check "it gives nothing else" 1 rapport $today import names.csv --map "Patient Name=for"
has "in words" "$err" "holds the names of patients: it gives initials, or is left out"
check "it may be left out" 1 rapport $today import names.csv --map "Patient Name=" --as referrals
has "but then nobody is told apart" "$err" "a referral report needs a chart number or initials"
check "initials come in" 0 rapport $today import names.csv --map Remarks=for
is "as the patients" "$(rapport $today export --ndjson --private | grep -o '"patient_ref":"[^"]*"' | sort | tr '\n' ' ')" \
	'"patient_ref":"AZ 2" "patient_ref":"AZ" '
book=$(find "$HOME" -name '*.db' | head -n 1)
hasnt "no name is in the book or its history" "$(cat "$book" "$book"-wal 2>/dev/null | tr -d '\0')" "Zhao"
check "what has no columns" 1 rapport $today import - --map list < <(printf 'BEGIN:VCARD\nVERSION:3.0\nFN:Mei Lin\nEND:VCARD\n')
has "says so" "$err" "has no columns to be told"
