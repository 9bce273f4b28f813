# What other programs export comes in with the right names, phones and notes, and no stray text. Beside each file in
# fixtures/exports stands what the book holds afterwards, as held.py prints it.
today="--today 2026-03-10"
exports=$FIXTURES/exports
# Marks of the formats themselves, which no person wrote.
stray=' ::: |X-AB|_\$!<|>!\$_|=0D=0A|=[0-9A-F]{2}=|base64|AAECAwQF|urn:uuid|tel:|vnd\.android|myContacts|\* starred|�|Ã|â€|<card|Back line|\\n|\\,'

for file in "$exports"/*.vcf "$exports"/*.csv; do
	[ -e "$file" ] || continue
	name=$(basename "$file")
	rm -f ./*.db*
	check "$name comes in" 0 rapport $today --db x.db import "$file"
	held=$(rapport --db x.db export --json --private --no-timestamp)
	is "$name: what the book holds" "$(printf '%s' "$held" | python3 "$ROOT/tests/cli/held.py")" "$(cat "${file%.*}.held")"
	for who in $(printf '%s' "$held" | python3 -c 'import json, sys; print(*(s["id"] for s in json.load(sys.stdin)["sources"]))'); do
		rapport $today --db x.db show "$who"
	done >shown 2>&1
	is "$name: no stray text" "$(printf '%s' "$held" | python3 "$ROOT/tests/cli/held.py" | sed 's/\\n/ /g' | cat - shown | grep -E "$stray")" ""
	check "$name comes in again" 0 rapport $today --db x.db import "$file"
	has "$name: nothing is new" "$err" "Nothing new in $name"
	is "$name: nothing is changed" "$(rapport --db x.db export --json --private --no-timestamp)" "$held"
done
