# What other programs export comes in with the right names, phones and notes, and no stray text. Beside each file in
# fixtures/exports stands what the book holds afterwards, as held.py prints it.
# limit: 300
today="--today 2026-03-10"
exports=exports # what is refused stands in a file beside the list
cp -r "$FIXTURES/exports" .
# Marks of the formats themselves, which no person wrote.
stray=' ::: |X-AB|_\$!<|>!\$_|=0D=0A|=[0-9A-F]{2}=|base64|AAECAwQF|urn:uuid|tel:|vnd\.android|myContacts|\* starred|�|Ã|â€|<card|Back line|\\n|\\,'

for file in "$exports"/*.vcf "$exports"/*.csv; do
	[ -e "$file.held" ] || continue
	name=$(basename "$file")
	rm -f ./x.db*
	check "$name comes in" 0 rapport $today --db x.db import "$file"
	held=$(rapport --db x.db export --json --private --no-timestamp)
	is "$name: what the book holds" "$(printf '%s' "$held" | python3 "$ROOT/tests/cli/held.py")" "$(cat "$file.held")"
	for who in $(printf '%s' "$held" | python3 -c 'import json, sys; print(*(s["id"] for s in json.load(sys.stdin)["sources"]))'); do
		rapport $today --db x.db show "$who"
	done >shown 2>&1
	is "$name: no stray text" "$(printf '%s' "$held" | python3 "$ROOT/tests/cli/held.py" | sed 's/\\n/ /g' | cat - shown | grep -E "$stray")" ""
	check "$name comes in again" 0 rapport $today --db x.db import "$file"
	has "$name: nothing is new" "$err" "Nothing new in $name"
	is "$name: nothing is changed" "$(rapport --db x.db export --json --private --no-timestamp)" "$held"
done

# What has no place is named, with its line; what a column means is not guessed.
rm -f ./x.db*
rapport $today --db x.db import "$exports/outlook.csv" >said 2>&1
has "columns without a place are named" "$(cat said)" "Home Postal Code"
has "a number at Outlook's Account is no practice" "$(cat said)" "Telex, Account, Anniversary"
has "who is in Referred By is not the contact" "$(cat said)" "Profession, Referred By, Sensitivity"
hasnt "a column that is taken is not" "$(cat said)" "Mobile Phone"
has "further numbers are named" "$(cat said)" "line 2: left out: renee@example.net, (928) 555-0222, (928) 555-0229"
rapport $today --db x.db import "$exports/google-contacts.csv" >said 2>&1
hasnt "a label is taken with its value" "$(cat said)" "Phone 1 - Label"
has "one of several in a cell is taken, the others are named" "$(cat said)" "+1 928-555-0203"
check "a label's value may be left out" 0 rapport $today --db y.db import "$exports/google-contacts.csv" --map "Phone 3 - Value="
has "then the next one counts" "$(rapport $today --db y.db show novak)" "+1 928-555-0200"
check "lines below a report" 0 rapport $today --db y.db import "$exports/salesforce.csv" --dry-run
has "are no people" "$out" "5 rows skipped: 5 passed over"
check "a group of cards" 0 rapport $today --db y.db import "$exports/nextcloud.vcf" --dry-run
has "is no person" "$out" "1 row skipped: 1 passed over"

# A bare "First Name" of a referral report is the patient's.
rm -f ./x.db*
rapport $today --db x.db import "$exports/intake.csv" >said 2>&1
has "a patient's names and numbers are left out" "$(cat said)" "Columns left out: Last Name, First Name, Phone, Email"
hasnt "and are nowhere in the book" "$(cat x.db* | tr -d '\0')" "Xander"
hasnt "nor who has no referrer" "$(cat x.db* | tr -d '\0')" "Yates"
# So is every number that does not say whose it is; by command, and a month later.
cat >emr.csv <<'X'
Received,MRN,Patient First Name,Patient Last Name,Home Phone,Email,Referring Provider,Referring Provider Phone
3/1/2026,M1,John,Smithson,928-555-1111,john@example.org,"Okafor, Wen DC",928-555-3000
3/2/2026,M2,Mary,Jonesy,928-555-2222,mary@example.org,"Okafor, Wen DC",928-555-3000
X
rapport $today --db e.db import emr.csv --map Received=received-on >said 2>&1
has "whose list it is was said by hand" "$(cat said)" "Columns left out: Patient First Name, Patient Last Name, Home Phone, Email"
rapport $today --db e.db import emr.csv >said 2>&1
has "and is remembered so" "$(cat said)" "2 rows were there already"
is "the referrer has the number that is the referrer's" "$(rapport $today --db e.db export --json | grep -c '928-555-3000')" 1
hasnt "no patient's number is in the book" "$(cat e.db* | tr -d '\0')" "928-555-1111"
hasnt "and no e-mail" "$(cat e.db* | tr -d '\0')" "mary@example"
rapport $today --db f.db import emr.csv --map Received=received-on --map "Home Phone=phone" --map "Referring Provider Phone=" >said 2>&1
has "unless a person says whose it is" "$(rapport $today --db f.db export --json)" "928-555-1111"

printf 'Patient ID,Referral Date,Referral Source\nQ1,3/1/2026,Dr. Wen Okafor\nQ2,3/2/2026,Google\n' >rs.csv
check "names in the column of the kind" 0 rapport $today --db g.db import rs.csv
has "are asked about" "$out" "the kind of source is “Dr. Wen Okafor”"
check "and are taken where a person says so" 0 rapport $today --db h.db import rs.csv --map "Referral Source=name"
has "as who referred" "$(rapport $today --db h.db show okafor)" "Wen Okafor"

check "sums by source are no referrals" 1 rapport $today --db z.db import "$exports/jane.csv"
has "and are refused in words" "$err" "no row among the first 10 has the column names"
