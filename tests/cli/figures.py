"""Every figure of `rapport report --json`, computed again from the rows by other means.

figures.py BOOK TODAY REPORT...: reads each report (JSON) and says, a line each, what is not as the rows have it. Nothing of
rapport's own sums, indexes or SQL is used: all rows are read and counted here.
"""
import datetime
import json
import sqlite3
import statistics
import sys
from collections import Counter, defaultdict

EPOCH = datetime.date(1970, 1, 1)
CAME = ("evaluated", "active", "discharged")
STAGES = ["first", "trust", "maintain", "paused", "let_go", "archived", None]


def number(day):
    return (day - EPOCH).days


def months_on(day, months):
    """The same day of another month, or that month's last."""
    at = day.year * 12 + day.month - 1 + months
    first = datetime.date(at // 12, at % 12 + 1, 1)
    last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    return min(first.replace(day=min(day.day, last.day)), last)


def span(word, today):
    if word in ("30", "90"):
        return today - datetime.timedelta(days=int(word) - 1), today
    if word == "12":
        return months_on(today.replace(day=1), -11), today
    if word == "year":
        return today.replace(month=1, day=1), today
    return datetime.date(1900, 1, 1), today


def before(word, today):
    first, last = span(word, today)
    if word in ("30", "90"):
        return first - datetime.timedelta(days=int(word)), last - datetime.timedelta(days=int(word))
    if word == "all":
        return None
    return months_on(first, -12), months_on(last, -12)


def percent(part, whole):
    """To the nearest, half away from zero, without a float."""
    if whole <= 0:
        return None
    size = (abs(part) * 200 + whole) // (2 * whole)
    return -size if part < 0 else size


def median(values):
    return float(statistics.median(values)) if values else None


class Book:
    def __init__(self, path, today):
        db = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
        db.row_factory = sqlite3.Row
        self.today = today
        self.referrals, self.touches, self.outcomes = (
            [dict(r) for r in db.execute("SELECT * FROM " + t)] for t in ("referrals", "touches", "outcomes"))
        self.sources = {r["id"]: dict(r) for r in db.execute("SELECT * FROM sources")}
        self.practices = {r["id"]: r["name"] for r in db.execute("SELECT * FROM practices")}
        self.staff = {r["user"]: r["name"] for r in db.execute("SELECT * FROM staff")}
        self.settings = {r["name"]: r["value"] for r in db.execute("SELECT * FROM settings")}
        self.basis = self.settings.get("revenue", "billed")
        self.made_on = db.execute("SELECT made_on FROM clinic").fetchone()[0]

    def setting(self, name, otherwise):
        return int(self.settings.get(name, otherwise))

    def received(self, days, direction="in"):
        if not days:
            return []
        return [r for r in self.referrals if r["direction"] == direction and
                number(days[0]) <= r["received_on"] <= number(days[1])]

    def touched(self, days):
        return [t for t in self.touches if number(days[0]) <= t["on"] <= number(days[1])] if days else []

    def cents(self, rows):
        return sum(r[self.basis + "_cents"] or 0 for r in rows)

    def came(self, rows):
        return [r for r in rows if r["status"] in CAME]

    def owed(self):
        """Thanks that are owed: in, with a source, wanted, not given, not from before what is owed."""
        thanked = {t["referral_id"] for t in self.touches if t["purpose"] == "thank" and t["referral_id"]}
        since = self.settings.get("owed-from")
        since = number(datetime.date.fromisoformat(since)) if since else self.made_on - 14
        return [r for r in self.referrals if r["direction"] == "in" and r["source_id"] and r["thank"] != "none" and
                r["id"] not in thanked and r["received_on"] >= since]

    def thank_days(self, days):
        first = {}
        for t in self.touches:
            if t["purpose"] == "thank" and t["referral_id"]:
                first[t["referral_id"]] = min(first.get(t["referral_id"], t["on"]), t["on"])
        return [first[r["id"]] - r["received_on"] for r in self.received(days) if r["id"] in first]


def spent(book, days):
    """How often a source in touch had contact: days, rounded."""
    touches = book.touched(days)
    if not touches:
        return None
    begun = max(number(days[0]), min(t["on"] for t in book.touches))
    length, sources = number(days[1]) - begun + 1, len({t["source_id"] for t in touches})
    return (length * sources + len(touches) // 2) // len(touches)


def sums(book, word):
    days = span(word, book.today)
    then, year = before(word, book.today), tuple(months_on(d, -12) for d in days)
    rows, old, older = book.received(days), book.received(then), book.received(year)
    no_time = then is None

    def beside(value):
        return {"before": None if no_time else value(old), "last_year": None if no_time else value(older)}

    return {
        "referrals": dict(value=len(rows), **beside(len)),
        "came": dict(value=len(book.came(rows)), percent=percent(len(book.came(rows)), len(rows)),
                     **beside(lambda r: len(book.came(r)))),
        "revenue": dict(cents=book.cents(rows),
                        no_amount=sum(1 for r in book.came(rows) if not r["billed_cents"] and not r["received_cents"]),
                        **beside(book.cents)),
    }


def first_visit(rows):
    days = [r["evaluated_on"] - r["received_on"] for r in rows if r["evaluated_on"] is not None]
    return {"median_days": median(days), "n": len(days)}


def under_way(book, rows):
    lately = number(book.today) - book.setting("poc-recert-days", 90)
    return {"value": sum(1 for r in rows if r["status"] == "active" or (
        r["status"] == "evaluated" and (r["evaluated_on"] or r["received_on"]) >= lately)),
            "waiting": sum(1 for r in rows if r["status"] in ("received", "booked") and r["received_on"] >= lately)}


def nps(rows):
    answers = [r["nps"] for r in rows if r["nps"] is not None]
    good, bad = sum(1 for a in answers if a >= 9), sum(1 for a in answers if a <= 6)
    return {"score": percent(good - bad, len(answers)), "n": len(answers), "promoters": good, "detractors": bad}


def standing(book):
    """Of today, whatever the period."""
    here = [s for s in book.sources.values() if not s["archived"] and s["standing"] != "let_go"]
    last = defaultdict(lambda: -10 ** 9)
    for r in book.referrals:
        if r["direction"] == "in" and r["source_id"]:
            last[r["source_id"]] = max(last[r["source_id"]], r["received_on"])
    since = number(book.today) - book.setting("active-days", 90)
    contact = {}
    for t in book.touches:
        contact[t["source_id"]] = max(contact.get(t["source_id"], t["on"]), t["on"])
    quiet = 0
    for s in here:
        counted = [contact[i] for i in (s["id"], s["via_id"]) if i in contact]
        clock = max(counted) if counted else s["added_on"]
        quiet += s["standing"] == "live" and clock <= number(book.today) - book.setting("quiet-days", 90)
    return {"active_sources": {"value": sum(1 for s in here if last[s["id"]] >= since), "of": len(here)},
            "quiet": {"value": quiet}}


def care(book, word):
    days, then = span(word, book.today), before(word, book.today)
    touches, thanks, old = book.touched(days), book.thank_days(days), book.thank_days(then)
    return {
        "contact": {"every_days": spent(book, days), "goal_days": book.setting("goal-days", 28),
                    "touches": len(touches), "sources": len({t["source_id"] for t in touches}),
                    "before": spent(book, then) if then else None},
        "thanked": {"value": sum(1 for d in thanks if d <= 2), "n": len(thanks),
                    "percent": percent(sum(1 for d in thanks if d <= 2), len(thanks)),
                    "percent_before": percent(sum(1 for d in old if d <= 2), len(old)) if then else None},
        "thanks": {"median_days": median(thanks), "n": len(thanks), "owed": len(book.owed())},
        "began": {"we": sum(1 for t in touches if t["direction"] == "we"),
                  "they": sum(1 for t in touches if t["direction"] == "they"),
                  "percent_we": percent(sum(1 for t in touches if t["direction"] == "we"), len(touches))},
    }


def concentration(book, rows):
    counts = Counter(r["source_id"] for r in rows if r["source_id"])
    most, limit = [n for _, n in counts.most_common()], book.setting("concentration-percent", 25)
    one, three, ten = (sum(most[:n]) for n in (1, 3, 10))
    return {"top_1": one, "top_3": three, "top_10": ten, "of": len(rows), "percent_1": percent(one, len(rows)),
            "percent_3": percent(three, len(rows)), "percent_10": percent(ten, len(rows)), "limit_percent": limit,
            "alarm": one > 1 and one * 100 > limit * len(rows)}


def by_month(book, back):
    first = months_on(book.today.replace(day=1), -back)
    result = []
    for m in range(12):
        rows = book.received((months_on(first, m), months_on(first, m + 1) - datetime.timedelta(days=1)))
        result.append({"month": months_on(first, m).isoformat(), "referrals": len(rows), "came": len(book.came(rows)),
                       "billed_cents": sum(r["billed_cents"] or 0 for r in rows),
                       "received_cents": sum(r["received_cents"] or 0 for r in rows),
                       "no_amount": sum(1 for r in book.came(rows) if not r["billed_cents"] and not r["received_cents"])})
    return result


def stage_of(source):
    if source["archived"]:
        return "archived"
    return source["stage"] if source["standing"] == "live" else source["standing"]


def parts(book, rows, old, key):
    """{word: row} of a split; a word that is None may stand for several rows, so it is joined by its name."""
    result = {}
    for group, n in ((rows, "referrals"), (old, "before")):
        for r in group or []:
            part = result.setdefault(key(book, r), {"referrals": 0, "came": 0, "cents": 0, "before": 0})
            part[n] += 1
            if n == "referrals":
                part["came"] += r["status"] in CAME
                part["cents"] += book.cents([r])
    return result


def by_source(field):
    def key(book, r):
        source = book.sources.get(r["source_id"])
        return (None, "No source") if not source else (field(source), None)
    return key


SPLITS = {
    "by_kind": by_source(lambda s: s["kind"]),
    "by_payer": lambda book, r: (r["payer"] or None, None),
    "by_owner": by_source(lambda s: s["owner"] or None),
    "by_stage": by_source(stage_of),
}


def check_splits(book, word, report, wrong):
    rows, old = book.received(span(word, book.today)), book.received(before(word, book.today))
    for name, key in SPLITS.items():
        expected, seen = parts(book, rows, old, key), {}
        for row in report[name]:
            at = (row["word"], "No source" if row["name"] == "No source" and row["word"] is None else None)
            seen[at] = {k: row[k] for k in ("referrals", "came", "cents", "before")}
            if word == "all":
                seen[at]["before"] = 0 if row["before"] is None else "not null"
        if seen != expected:
            wrong(name, seen, expected)
        if sum(r["referrals"] for r in report[name]) != len(rows):
            wrong(name + " together", sum(r["referrals"] for r in report[name]), len(rows))
        if name == "by_stage":
            order = [STAGES.index(r["word"]) for r in report[name]]
        else:
            order = [(-r["referrals"]) for r in report[name]]
        if order != sorted(order):
            wrong(name + " order", [r["word"] for r in report[name]], "most first")
    for row in report["by_owner"]:
        if row["word"] and row["name"] != (book.staff.get(row["word"]) or row["word"]):
            wrong("name of an owner", row["name"], book.staff.get(row["word"]))


def check_channels(book, word, report, wrong):
    touches = book.touched(span(word, book.today))
    expected = {c: {"touches": 0, "we": 0, "they": 0} for c in {t["channel"] for t in touches}}
    for t in touches:
        expected[t["channel"]]["touches"] += 1
        expected[t["channel"]][t["direction"]] += 1
    seen = {c["channel"]: {k: c[k] for k in ("touches", "we", "they")} for c in report["channels"]}
    if seen != expected:
        wrong("channels", seen, expected)


def check_top(book, word, report, wrong):
    days, then = span(word, book.today), before(word, book.today)
    rows = book.received(days)
    counts = Counter(r["source_id"] for r in rows if r["source_id"])
    most = [n for _, n in counts.most_common(10)]
    if [t["referrals"] for t in report["top"]] != most:
        wrong("top", [t["referrals"] for t in report["top"]], most)
    if report["concentration"]["source"] != (report["top"][0]["name"] if report["top"] else None):
        wrong("who sent most", report["concentration"]["source"], report["top"][:1])
    for t in report["top"]:
        check_source(book, t, days, then, wrong)


def check_source(book, t, days, then, wrong):
    source_id = int(t["id"])
    source = book.sources[source_id]

    def mine(rows):
        return [r for r in rows if r["source_id"] == source_id]

    sent = mine(book.received(days))
    expected = {"id": t["id"], "name": source["name"], "practice": book.practices.get(source["practice_id"]),
                "referrals": len(sent), "came": len(book.came(sent)), "cents": book.cents(sent),
                "before": len(mine(book.received(then))) if then else None, "out": len(mine(book.received(days, "out")))}
    for name, word in (("days_30", "30"), ("days_90", "90"), ("all", "all")):
        window = span(word, book.today)
        expected[name] = {"touches": len(mine(book.touched(window))), "referrals": len(mine(book.received(window))),
                          "came": len(book.came(mine(book.received(window))))}
    for key, value in expected.items():
        if t[key] != value:
            wrong("%s of %s" % (key, source["name"]), t[key], value)
    seen, wanted = t["outcomes"], outcomes(book, sent)
    for key, value in wanted.items():
        if seen[key] != value:
            wrong("%s of the patients of %s" % (key, source["name"]), seen[key], value)


# What a patient feels, in tenths, and which way is better: by the published figures, not out of rapport's own list.
MEASURES = {"lefs": (90, 1), "odi": (120, -1), "ndi": (140, -1), "quickdash": (159, -1), "dash": (108, -1),
            "nprs": (20, -1), "psfs": (20, 1), "uefi": (80, 1)}


def outcomes(book, rows):
    ids, newest = {r["id"] for r in rows}, {}
    for o in sorted(book.outcomes, key=lambda o: o["id"]):
        if o["referral_id"] in ids and None not in (o["initial"], o["final"]) and o["measure"].lower() in MEASURES:
            newest[o["referral_id"], o["measure"].lower()] = o
    met = 0
    for (_, name), o in newest.items():
        change, better = MEASURES[name]
        set_to = book.settings.get("mcid-" + name)
        met += (o["final"] - o["initial"]) * better >= (round(float(set_to) * 10) if set_to else change)
    visits = [r["visits"] for r in rows if r["status"] == "discharged" and r["visits"] is not None]
    asked = nps(rows)
    return {"referrals": len(rows), "came": len(book.came(rows)),
            "discharged": sum(1 for r in rows if r["status"] == "discharged"), "visits_n": len(visits),
            "visits_median": median(visits), "nps_n": asked["n"], "nps": asked["score"], "scores": len(newest),
            "mcid_met": met, "mcid_percent": percent(met, len(newest))}


def check(book, report, wrong):
    word = report["period"]["word"]
    days, then = span(word, book.today), before(word, book.today)
    rows, old = book.received(days), book.received(then)
    expected = {"basis": book.basis, **sums(book, word), **standing(book), **care(book, word), "nps": nps(rows),
                "first_visit": dict(first_visit(rows), before=first_visit(old) if then else None),
                "active_referrals": under_way(book, rows),
                "out": {"value": len(book.received(days, "out")),
                        "before": len(book.received(then, "out")) if then else None},
                "months": by_month(book, 11), "months_before": by_month(book, 23)}
    for key, value in expected.items():
        if report[key] != value:
            wrong(key, report[key], value)
    seen = {k: v for k, v in report["concentration"].items() if k != "source"}
    if seen != concentration(book, rows):
        wrong("concentration", seen, concentration(book, rows))
    seen = {"word": word, "from": report["period"]["from"], "to": report["period"]["to"]}
    wanted = {"word": word, "from": None if word == "all" else days[0].isoformat(), "to": days[1].isoformat()}
    if seen != wanted:
        wrong("period", seen, wanted)
    check_splits(book, word, report, wrong)
    check_channels(book, word, report, wrong)
    check_top(book, word, report, wrong)


def main():
    book = Book(sys.argv[1], datetime.date.fromisoformat(sys.argv[2]))
    for path in sys.argv[3:]:
        with open(path) as file:
            report = json.load(file)
        check(book, report, lambda name, seen, wanted, path=path:
              print("%s: %s is %s, the rows say %s" % (path, name, seen, wanted)))


main()
