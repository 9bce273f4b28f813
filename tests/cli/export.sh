# The whole book goes out as JSON that the schema describes, and comes back as it was.
today="--today 2026-03-10"
rapport $today sample >/dev/null 2>&1

rapport $today export --json --private --no-timestamp >all.json
cat >valid.py <<'EOF'
import json, sys
import jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
book = json.load(open(sys.argv[2]))
for error in list(jsonschema.Draft202012Validator(schema).iter_errors(book))[:5]:
    print("/".join(map(str, error.absolute_path)), error.message[:200])
# every kind's properties are the export's, in its order
order = [k for k in schema["properties"] if k != "exported_at"]
if list(book) != order:
    print("kinds:", list(book), order)
for name, records in book.items():
    if name in ("format", "version"):
        continue
    ref = schema["properties"][name]
    ref = (ref["items"] if "items" in ref else ref["anyOf"][0])["$ref"].split("/")[-1]
    keys = list(schema["$defs"][ref]["properties"])
    for record in [records] if isinstance(records, dict) else records or []:
        if list(record) != keys:
            print(name, list(record), keys)
            break
    ids = [int(r["id"]) for r in records] if isinstance(records, list) else []
    if ids != sorted(ids):
        print(name, "is not sorted by id")
EOF
is "the schema describes the export" "$(/usr/bin/python3 valid.py "$ROOT/data/rapport.schema.json" all.json 2>&1)" ""
is "the sample is in it" "$(/usr/bin/python3 -c 'import json
book = json.load(open("all.json"))
print(all(book[k] for k in ("clinic", "staff", "practices", "sources", "touches", "referrals", "outcomes", "labels")))')" True

rapport $today export --json >public.json
hasnt "no patient reference without --private" "$(cat public.json)" '"patient_ref": "'
has "the time of export" "$(cat public.json)" '"exported_at": "20'
is "the schema describes that too" "$(/usr/bin/python3 valid.py "$ROOT/data/rapport.schema.json" <(grep -v exported_at public.json) 2>&1)" ""
is "the same book gives the same bytes" "$(rapport $today export --json --private --no-timestamp | cmp - all.json 2>&1)" ""
is "SOURCE_DATE_EPOCH is the time of export" \
	"$(SOURCE_DATE_EPOCH=86400 rapport $today export --json | sed -n 4p)" '  "exported_at": "1970-01-02T00:00:00Z",'

rapport $today export --ndjson --private --no-timestamp >all.ndjson
is "NDJSON begins with what it is" "$(head -n 1 all.ndjson)" '{"type":"rapport","version":1}'
is "and holds every record, one a line" "$(wc -l <all.ndjson)" "$(/usr/bin/python3 -c 'import json
book = json.load(open("all.json"))
print(1 + sum(len(v) if isinstance(v, list) else 1 for k, v in book.items() if k not in ("format", "version")))')"

for format in json ndjson; do
	check "$format comes into an empty book" 0 rapport --db "$HOME/$format.db" $today import all.$format
	rapport --db "$HOME/$format.db" $today export --json --private --no-timestamp >back.json
	is "$format gives the same bytes back" "$(cmp all.json back.json 2>&1)" ""
	check "$format comes in again" 0 rapport --db "$HOME/$format.db" $today import all.$format
	has "and is nothing new" "$out$err" "Nothing new in all.$format"
	check "the book that came in is whole" 0 rapport --db "$HOME/$format.db" $today check
done

check "an export into a file" 0 rapport $today export --json --private --no-timestamp -o out.json
is "it holds the same" "$(cmp all.json out.json 2>&1)" ""
is "it is for its owner alone" "$(stat -c %a out.json)" 600
check "a file that is there is not overwritten" 1 rapport $today export --json -o out.json
has "and it says so" "$err" "out.json is there already"
is "it is as it was" "$(cmp all.json out.json 2>&1)" ""
check "a folder that is missing" 1 rapport $today export -o nowhere/at/all.json
is "is named in one line" "$err" "rapport: nowhere/at is no folder that is there; nothing was written"
check "a file is no folder" 1 rapport $today export -o out.json/all.json
has "and is named" "$err" "out.json is no folder"
check "a name of nothing" 1 rapport $today export -o ""
check "a folder is no file" 1 rapport $today export -o .
check "a full disk is said" 1 bash -c '"$RAPPORT" --today 2026-03-10 export --json >/dev/full'
has "in words" "$err" "standard output: cannot be written"
