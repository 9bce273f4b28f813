# A contact log tells purpose, result, who began and whom we met; words that mean nothing are named, and refuse nothing.
today="--today 2026-03-10"
check "two people of one practice" 0 rapport $today import - < <(printf 'Name,Practice\nPriya Okafor,Lakeside\nRosa Delgado,Lakeside\nRosa Delgado,\n')
cat >log.csv <<'LOG'
Date,Who,Practice,What,Purpose,Result,Who began,Met,Notes
2026-03-02,Priya Okafor,Lakeside,drop-in,Marketing,met,us,"Delgado, Rosa",a
2026-03-03,Priya Okafor,Lakeside,phone,Thank you,Left a message,they,,b
2026-03-04,Priya Okafor,Lakeside,lunch,weird,odd,nobody,Sam Unknown,c
2026-03-05,Priya Okafor,Lakeside,visit,check in,,,yes,d
LOG
check "the log" 0 rapport $today import log.csv
hasnt "no column is left out" "$out" "Columns left out"
has "a purpose that is none" "$out" "line 4: the purpose “weird” means nothing to rapport and is left out"
has "a result that is none" "$out" "line 4: the result “odd”"
has "all rows come in" "$err" "4 touches added"
is "as what they say" "$(rapport $today export --json | python3 -c 'import json, sys
d = json.load(sys.stdin)
name = {s["id"]: s["name"] for s in d["sources"]}
there = {a["touch_id"]: a["name"] for a in d["attendees"]}
for t in sorted(d["touches"], key=lambda t: t["note"]):
    print(t["note"], t["channel"], t["purpose"], t["result"], t["direction"], name.get(t["met_id"]), there.get(t["id"]))')" \
	"a visit pitch met we Rosa Delgado None
b call thank message they None None
c lunch None None we None Sam Unknown
d visit check_in met we None None"
after=$(rapport $today export --json --no-timestamp)
check "again" 0 rapport $today import log.csv
is "nothing" "$(rapport $today export --json --no-timestamp)" "$after"
check "a column under another name" 0 rapport $today import log.csv --dry-run --map "Who began=" --map "Notes=purpose"
