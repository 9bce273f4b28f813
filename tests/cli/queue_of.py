"""What must stand in the queue, computed again from an export by other means.

queue_of.py EXPORT SETTINGS TODAY DAYS QUEUE: reads an export (JSON, private), the settings and a queue as `today --days DAYS --json`
prints it, and says, a line each, which thank, report-evaluation, touch and move-on is missing, or there without a reason.
"""
import datetime
import json
import sys

book, settings, queue = (json.load(open(name)) for name in (sys.argv[1], sys.argv[2], sys.argv[5]))
day = datetime.date.fromisoformat
until = day(sys.argv[3]) + datetime.timedelta(int(sys.argv[4]))
owed_from = day(settings["owed-from"])
number = {name: int(settings[name]) for name in ("thank-days", "report-evaluation-days", "cadence-first", "cadence-trust",
                                                 "cadence-maintain")}
sources = {s["id"]: s for s in book["sources"]}
touches_of = {}
told = {}  # of each referral: its touches
for t in book["touches"]:
    touches_of.setdefault(t["source_id"], []).append(t)
    told.setdefault(t["referral_id"], []).append(t)
steps = {s["source_id"] for s in book["steps"] if s.get("done_on") is None and s.get("dropped_on") is None}
must = {}


def owe(rule, subject, due, days=0):
    due = due + datetime.timedelta(days)
    if due <= until:
        must["%s:%s" % (rule, subject)] = due.isoformat()


for r in book["referrals"]:
    if r["direction"] != "in" or not r["source_id"]:
        continue
    received = day(r["received_on"])
    if received >= owed_from and not any(t["purpose"] == "thank" for t in told.get(r["id"], [])):
        owe("thank", r["id"], received, number["thank-days"])
    if r["status"] in ("evaluated", "active") and r["evaluated_on"] and day(r["evaluated_on"]) >= owed_from:
        reports = [t for t in told.get(r["id"], [])
                   if (t["channel"] == "report" or t["purpose"] in ("progress", "outcomes")) and t["on"] >= r["evaluated_on"]]
        if not reports:
            owe("report-evaluation", r["id"], day(r["evaluated_on"]), number["report-evaluation-days"])

for s in sources.values():
    if s["standing"] != "live" or s["archived"]:
        continue
    if s["id"] not in steps:
        since = max([t["on"] for t in touches_of.get(s["id"], [])], default=s["added_on"])
        owe("touch", s["id"], max(day(since), owed_from), s["cadence_days"] or number["cadence-" + s["stage"]])
    came = [day(r["received_on"]) for r in book["referrals"]
            if r["source_id"] == s["id"] and r["direction"] == "in" and day(r["received_on"]) >= owed_from]
    if s["stage"] == "first" and came:
        owe("move-on", s["id"], min(came))

there = {}
for item in queue:
    if item["rule"] in ("thank", "report-evaluation", "touch", "move-on"):
        there[item["item"]] = item["due"]
        subject = item["item"].split(":")[1]
        whose = {r["id"]: r["source_id"] for r in book["referrals"]}.get(subject, subject)
        if whose != item["source_id"]:
            print("%s stands under %s" % (item["item"], item["source_id"]))
for item in sorted(must.keys() | there.keys()):
    if must.get(item) != there.get(item):
        print("%s: due %s, but the queue says %s" % (item, must.get(item), there.get(item)))
if len(sys.argv) > 6:
    counts = {}
    for item in must:
        counts[item.split(":")[0]] = counts.get(item.split(":")[0], 0) + 1
    print(" ".join("%s %d" % pair for pair in sorted(counts.items())))
