# Lists come in by command: what was done in words, what was refused by line, nothing kept of a broken file.
today="--today 2026-11-23"

# count KIND: how many records of a kind an export holds
count_of()
{
	rapport $today export --ndjson | grep -c "^{\"type\":\"$1\""
}

# field NAME: that field of all referrals, added up
sum_of()
{
	rapport $today export --json | python3 -c 'import json, sys
print(sum(r[sys.argv[1]] or 0 for r in json.load(sys.stdin)["referrals"]))' "$1"
}

# what is refused stands in a file beside the list
cp "$FIXTURES"/*.csv .
check "a partner list comes in" 0 rapport $today import partners.csv
has "what it did is said in words" "$out$err" "90 sources added, 2 rows were there already, 1 refused."
has "a refused row is named with its reason" "$out$err" ": no name"
has "a wrong NPI is named" "$out$err" "1234567890"
check "it comes in again" 0 rapport $today import partners.csv
has "and is nothing new" "$out$err" "Imported partners.csv: 92 rows were there already, 1 refused."
is "90 people" "$(count_of source)" 90

check "a contact log comes in" 0 rapport $today import contact-log.csv
has "its touches are counted" "$out$err" "215 touches added"
is "nobody new, for all of them are partners" "$(count_of source)" 90

check "a referral report comes in" 0 rapport $today import referral-report.csv
has "its referrals are counted" "$out$err" "479 referrals added"
has "the total row is not one of them, and is named" "$out$err" "total row"
is "479 referrals" "$(count_of referral)" 479
is "their visits" "$(sum_of visits)" 3777
is "billed in cents" "$(sum_of billed_cents)" 56542900
is "received in cents" "$(sum_of received_cents)" 36673200
is "396 came in" "$(rapport $today export --ndjson | grep -c '"type":"referral".*"status":"evaluated"')" 396

check "the next report comes in" 0 rapport $today import referral-report-next-month.csv
has "28 are new and 19 moved on" "$out$err" "28 referrals added, 19 referrals updated"
is "507 referrals" "$(count_of referral)" 507
check "the older one after it" 0 rapport $today import referral-report.csv --dry-run
has "is told from it by its visits" "$out" "15 referrals have fewer visits here than in the book: if this is an older report, undo it"

# Patients' names stand in the third column of the reports; a referrer may have the same name as a patient.
names=$(cat "$FIXTURES"/referral-report*.csv | iconv -f WINDOWS-1252 -t UTF-8 | awk -F, '$2 ~ /^P[0-9]/ { print $3 }' | sort -u)
people=$(rapport $today export --json | python3 -c 'import json, sys
print("\n".join(s["name"] for s in json.load(sys.stdin)["sources"]))')
others=$(printf '%s\n' "$names" | grep -vxF "$people")
book=$(find "$HOME" -name '*.db' | head -n 1)
[ -n "$others" ] && ok "there are patients who are no sources" || fail "there are patients who are no sources"
words=$(strings -e S "$book" "$book"-wal 2>/dev/null)
has "a referrer's name is in the book" "$words" "Mairéad Lefèvre"
is "no patient's whole name is" "$(printf '%s\n' "$words" | grep -F "$others")" ""

before=$(rapport $today export --json --private --no-timestamp)
check "undo takes the whole import back" 0 rapport $today undo
is "it was one step" "$(count_of referral)" 479
check "redo brings it back" 0 rapport $today redo
is "as it was" "$(rapport $today export --json --private --no-timestamp)" "$before"

# --- what is not taken ---
check "a missing file" 1 rapport $today import nowhere.csv
has "says so" "$err" "nowhere.csv: there is no such file"
check "a directory" 1 rapport $today import "$FIXTURES"
has "says so" "$err" "is a folder, not a file"
: >empty.csv
check "an empty file" 1 rapport $today import empty.csv
has "says so" "$err" "empty.csv is empty"
printf '\211PNG\r\n\032\n\0\0\0\r' >picture.csv
check "a picture" 1 rapport $today import picture.csv
has "says so" "$err" "picture.csv is none of the formats"
printf '{"format": "rapport", "version": 1,\n"staff": [{"id": "7", "user": "zoe"},\n{"id": "8" "user": "x"}]}' >broken.json
check "broken JSON" 1 rapport $today import broken.json
has "names the line and what" "$err" "broken.json: line 3: , or } should be where"
hasnt "nothing of it is kept" "$(rapport $today export --ndjson)" '"zoe"'
is "nothing was lost by all that" "$(rapport $today export --json --private --no-timestamp)" "$before"

# --- standard input ---
check "a list from standard input" 0 rapport $today import - < <(printf 'Name;Phone\nNew Person;928 555 0100\n')
has "it is named" "$out$err" "Imported standard input: 1 source added."
