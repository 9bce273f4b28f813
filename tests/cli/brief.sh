# The visit brief: the figures of every source of the made-up clinic against an independent count, the sheet, and what stays off it.
today="--today 2026-03-10"
check "a made-up clinic" 0 rapport $today sample
book=$HOME/.local/share/rapport/clinic.db

check "a brief" 0 rapport $today brief okafor
has "whom to ask for" "$out" "Ask for    Rosa Delgado"
has "what matters" "$out" "Matters    Fast first visit"
has "the last touch" "$out" "Last       16 Feb Lunch: Brought outcomes sheet"
has "what is planned" "$out" "Planned    call, 3 days late: outcomes for R-1325 and R-1311"
has "what is not owed" "$out" "Open       nothing is owed"
has "one question" "$out" "Question   What frustrates you about sending patients to therapy?"
has "the gift room" "$out" "in 2026 (a record, not legal advice)"
has "the clocks" "$out" "Clocks     Last touch 22 d ago"
is "no line is wider than the screen" "$(awk 'length > 80' <<<"$out" | LC_ALL=C.UTF-8 grep -cvE '^.{0,80}$')" 0
has "what is owed" "$(rapport $today brief kim)" "Open       + thank by card for R-1335 (low back) · today"
check "show has the clocks too" 0 rapport $today show okafor
has "how long since what" "$out" "Clocks       Last touch 22 d ago · substance 22 d · in charge met 22 d ago"
has "who began" "$out" "Who began    We began 59 of 60"

# Counted again from the rows, the slow way, for every source; the settings' defaults are written out here.
rapport $today find --json --most 1000 | python3 -c 'import json, sys; print("\n".join(r["id"] for r in json.load(sys.stdin)))' >ids
mkdir parts sheets
xargs -P "$JOBS" -I {} sh -c "\"\$RAPPORT\" $today brief {} --json >parts/{}" <ids
cat parts/* >briefs
head -n 4 ids | while read -r id; do rapport $today show "$id" --json; done >shows
check "figures" 0 python3 - "$book" briefs shows <<'PYTHON'
import json, sqlite3, statistics, sys
book = sqlite3.connect(sys.argv[1])
book.row_factory = sqlite3.Row
referrals, outcomes, touches = ([dict(r) for r in book.execute("SELECT * FROM " + t)] for t in ("referrals", "outcomes", "touches"))
MCID = {"LEFS": 90, "ODI": 120, "NDI": 140, "QuickDASH": 159, "DASH": 108, "NPRS": 20, "PSFS": 20, "UEFI": 80}
HIGHER = {"LEFS", "PSFS", "UEFI"}
TODAY, YEAR = 20522, 20179  # 2026-03-10, 2025-04-01
def half(x):  # to the nearest, half away from zero
    return int(abs(x) + 0.5) * (1 if x >= 0 else -1)
def count(source, since):
    mine = [r for r in referrals if r["source_id"] == source and r["direction"] == "in" and since <= r["received_on"] <= TODAY]
    left = [r for r in mine if r["status"] == "discharged"]
    visits = [r["visits"] for r in left if r["visits"] is not None]
    nps = [r["nps"] for r in mine if r["nps"] is not None]
    scored = [o for o in outcomes if o["initial"] is not None and o["final"] is not None and o["referral_id"] in {r["id"] for r in mine}]
    gain = lambda o: (o["final"] - o["initial"]) * (1 if o["measure"] in HIGHER else -1)
    met = [o for o in scored if gain(o) >= MCID[o["measure"]]]
    measures = [{"measure": m, "n": len(s), "met": sum(1 for o in s if gain(o) >= MCID[m]), "mean_gain": half(sum(map(gain, s)) / len(s)) / 10,
                 "mcid": MCID[m] / 10} for m in MCID for s in [[o for o in scored if o["measure"] == m]] if s]
    return {"referrals": len(mine), "came": sum(r["status"] in ("evaluated", "active", "discharged") for r in mine), "discharged": len(left),
            "visits_n": len(visits), "visits_median": statistics.median(visits) if visits else None, "nps_n": len(nps),
            "nps": half(100 * (sum(a >= 9 for a in nps) - sum(a <= 6 for a in nps)) / len(nps)) if nps else None,
            "scores": len(scored), "mcid_met": len(met), "mcid_percent": half(100 * len(met) / len(scored)) if scored else None,
            "measures": sorted(measures, key=lambda m: m["measure"])}
def clocks(source):
    mine = [t for t in touches if t["source_id"] == source]
    days = [r["received_on"] for r in referrals if r["source_id"] == source and r["direction"] == "in"]
    before = [t for t in mine if not days or t["on"] <= min(days) and t["referral_id"] is None and t["purpose"] != "thank"]
    return {"touches": len(mine), "we_began": sum(t["direction"] == "we" for t in mine), "before_first_referral": len(before) if days else None,
            "before_by_channel": {c: sum(t["channel"] == c for t in before) for c in {t["channel"] for t in before}}}
bad, seen, both = 0, 0, set()
def each(path):
    text, at = open(path).read(), 0
    while at < len(text):
        record, at = json.JSONDecoder().raw_decode(text, at)
        yield record
        at += 1
for b in each(sys.argv[2]):
    source = int(b["source"]["id"])
    got = b["outcomes"]
    got["measures"].sort(key=lambda m: m["measure"])
    year = count(source, YEAR)
    span, expected = ("year", year) if year["discharged"] >= 5 else ("all", count(source, 0))
    both.add(span)
    for k, v in list(expected.items()) + list(clocks(source).items()):
        if {**got, **b["clocks"]}[k] != v:
            bad += 1
            print(b["source"]["name"], k, {**got, **b["clocks"]}[k], "expected", v)
    seen += expected["scores"]
for s in each(sys.argv[3]):
    for k, v in clocks(int(s["source"]["id"])).items():
        bad += s["clocks"][k] != v
assert seen > 50 and both == {"year", "all"}, (seen, both)
sys.exit(bad != 0)
PYTHON

# On paper no reference of any patient, of any source; nothing that is no number.
sqlite3 "$book" "SELECT patient_ref FROM referrals WHERE patient_ref IS NOT NULL" | sort -u >references
ref=$(sqlite3 "$book" "SELECT r.patient_ref FROM referrals r JOIN sources s ON s.id = r.source_id WHERE s.name LIKE '%Okafor' ORDER BY r.number DESC LIMIT 1")
check "a note with a reference" 0 rapport $today log okafor call "$ref is back at work"
has "stands on the screen" "$(rapport $today brief okafor)" "$ref is back at work"
xargs -P "$JOBS" -I {} "$RAPPORT" $today brief {} --html sheets/{}.html <ids 2>/dev/null
is "a sheet each" "$(ls sheets | wc -l)" "$(wc -l <ids)"
is "no reference on any" "$(grep -Fwf references sheets/*)" ""
has "its R-number instead" "$(cat sheets/*)" "is back at work"
is "nor what is no number" "$(grep -iwE 'nan|inf|null' sheets/* briefs | grep -vE '(: ?|,|\[)null' | head -n 3)" ""
has "small groups are hidden" "$(cat sheets/*)" "fewer than 5 patients: not shown"
if command -v tidy >/dev/null; then
	is "tidy finds nothing" "$(tidy -qe sheets/* 2>&1)" ""
else
	skip "tidy" "it is not installed"
fi
is "a sheet is private" "$(stat -c %a "$(ls sheets/* | head -n 1)")" 600

check "an existing file" 1 rapport $today brief okafor --html ids
has "is not written over" "$err" "ids: File exists"
check "standard output" 0 rapport $today brief okafor --html -
has "is a page" "$out" "<!DOCTYPE html>"
has "of her" "$out" "<h1>Dr. Priya Okafor</h1>"
check "a folder that is not there" 3 rapport $today brief okafor --html none/there.html
check "a page and records at once" 2 rapport $today brief okafor --html - --json
check "nobody" 1 rapport $today brief xyzzy
check "more than one" 1 rapport $today brief lakeside
has "are listed" "$err" "Dr. Tess Moreau"
check "without a name" 2 rapport $today brief

history=$(rapport history --most 1000)
check "a brief writes nothing" 0 rapport $today brief kim
is "into the book" "$(rapport history --most 1000)" "$history"
chmod 400 "$book"
check "a book that cannot be written" 0 rapport $today brief kim
chmod 600 "$book"

check "somebody new" 0 rapport --db new.db $today add "Mei Lin"
check "has a brief" 0 rapport --db new.db $today brief mei
has "in words" "$out" "Outcomes   no referrals yet"
hasnt "without a number that is none" "$out" "nan"
is "in JSON too" "$(rapport --db new.db $today brief mei --json | python3 -c 'import json, sys
o = json.load(sys.stdin)["outcomes"]; print(o["nps"], o["visits_median"], o["mcid_percent"], o["measures"])')" "None None None []"
check "an unknown year of gifts" 0 rapport --db new.db --today 2031-03-10 edit mei --kind physician
has "is said" "$(rapport --db new.db --today 2031-03-10 brief mei)" "Gifts      the limit of 2031 is not known yet"
