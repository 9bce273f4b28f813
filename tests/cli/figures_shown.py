"""Is what a person sees of the figures what `rapport report --json` says?

figures_shown.py screen SHOTS WORD REPORT: shots of the Numbers screen as tables (rapport --script), those of one period;
their names begin with WORD. figures_shown.py page PAGE REPORT: the page for paper. Says a line for each difference.
"""
import html.parser
import json
import re
import sys

UNDER = "under 5"  # what paper says of a small group
LEAST = 5


def money(cents, currency="USD"):
    size = "{:,}".format((abs(cents) + 50) // 100)
    sign = "-" if cents < 0 and size != "0" else ""
    return sign + ("$" if currency == "USD" else currency + " ") + size


def percent(part, whole):
    return "%d%%" % ((part * 200 + whole) // (2 * whole)) if whole else ""


def days(value):
    if value is None:
        return "none yet"
    text = "%g" % value
    return text + (" day" if text == "1" else " days")


def signed(n):
    return "+%d" % n if n > 0 else "%d" % n


def growth(now, before):
    if not before:
        return ""
    change = now - before
    size = (abs(change) * 200 + before) // (2 * before)
    return signed(size if change > 0 else -size) + "%"


def lines(r):
    """Name, now and before of every figure in words; before None: it has none."""
    then, c, t = r["before"], r["concentration"], r["began"]

    def of(part, whole):
        return percent(part, whole) or "none"

    def was(text):
        return text if then else None

    def every(n, words):
        return "none" if n is None else words % n

    nps = r["nps"]
    rows = [
        ("Referrals", str(r["referrals"]["value"]), was(str(r["referrals"]["before"]))),
        ("Came in", of(r["came"]["value"], r["referrals"]["value"]),
         was(of(r["came"]["before"] or 0, r["referrals"]["before"]))),
        ("Revenue", money(r["revenue"]["cents"], r["currency"]) if r["revenue"]["cents"] else "none yet",
         was(money(r["revenue"]["before"] or 0, r["currency"]) if r["revenue"]["before"] else "none")),
        ("First visit", days(r["first_visit"]["median_days"]),
         was(days((r["first_visit"]["before"] or {}).get("median_days")))),
        ("Active referrals", str(r["active_referrals"]["value"]), None),
        ("Referrals out", str(r["out"]["value"]), was(str(r["out"]["before"]))),
        ("NPS", "none" if nps["score"] is None else signed(nps["score"]), "?"),
        ("Active sources", str(r["active_sources"]["value"]), None),
        ("Contact", every(r["contact"]["every_days"], "every %d days").replace("every 1 days", "every 1 day"),
         was(every(r["contact"]["before"], "every %d"))),
        ("We began", of(t["we"], t["we"] + t["they"]), "?"),
        ("Quiet", str(r["quiet"]["value"]), None),
        ("Thanked within 2 days", of(r["thanked"]["value"], r["thanked"]["n"]),
         was("none" if r["thanked"]["percent_before"] is None else "%d%%" % r["thanked"]["percent_before"])),
        ("Days to thanks", days(r["thanks"]["median_days"]), "?"),
    ]
    if c["source"] is None:
        return rows + [("Concentration", "none", None)]
    return rows + [("From one source", of(c["top_1"], c["of"]), None), ("From three", of(c["top_3"], c["of"]), None),
                   ("From ten", of(c["top_10"], c["of"]), None)]


# --- the screen ---


def shots(path):
    found, name = {}, None
    with open(path, encoding="utf-8") as file:
        for line in file:
            shot = re.match(r"--- (\S+) \(", line)
            if shot:
                name = shot.group(1)
                found[name] = []
            else:
                found[name].append(line.rstrip("\n"))
    return found


def boxes(shot):
    """The insides of the boxes below each other, as lines of cells."""
    found = []
    for line in shot:
        if line.startswith("\u250c"):
            found.append([])
        elif line.startswith("\u2502") and found:
            found[-1].append(line.strip("\u2502"))
    return found


def table(shot):
    """Rows of the last box as the head's columns cut them: [name, value ...]."""
    inside = boxes(shot)[-1]
    ends = [m.end() for m in re.finditer(r"\S+(?: \S+)*", inside[0])]
    starts = [m.start() for m in re.finditer(r"\S+(?: \S+)*", inside[0])]
    rows = []
    for line in inside[1:]:
        if not line.strip():
            continue
        # a value may be longer than its head: it begins behind the one before it
        cells, at = [], None
        for i, end in enumerate(ends):
            begin = ends[i - 1] if i else line.rfind("  ", 0, starts[0] + 1)
            at = begin if i == 0 else at
            cells.append(line[max(begin, 0):end].strip())
        rows.append([line[1:max(at, 0)].strip()] + cells)
    return [c.strip() for c in re.split(r" {2,}", inside[0].strip())], rows


def same(wrong, what, seen, wanted):
    if seen != wanted:
        for i in range(max(len(seen), len(wanted))):
            one, other = seen[i] if i < len(seen) else None, wanted[i] if i < len(wanted) else None
            if one != other:
                wrong("%s: shown is %s, the report says %s" % (what, one, other))


def screen_head(shot, r, wrong):
    text = " ".join(" ".join(boxes(shot)[0]).split())
    trend = growth(r["referrals"]["value"], r["referrals"]["last_year"])
    wanted = ["Referrals %d%s" % (r["referrals"]["value"], " " + trend if trend else ""),
              ("Came in %d %s" % (r["came"]["value"], percent(r["came"]["value"], r["referrals"]["value"]))).strip(),
              "Revenue " + (money(r["revenue"]["cents"], r["currency"]) if r["revenue"]["cents"] else "none yet"),
              "Active %d of %d" % (r["active_sources"]["value"], r["active_sources"]["of"]),
              "Thanks owed %d" % r["thanks"]["owed"], "Quiet %d" % r["quiet"]["value"],
              "(goal %s%d" % ("" if r["contact"]["every_days"] is not None else "every ", r["contact"]["goal_days"])]
    if r["thanked"]["n"]:
        wanted.append("Thanked within 2 days " + percent(r["thanked"]["value"], r["thanked"]["n"]))
    for words in wanted:
        if words not in text:
            wrong("head: “%s” is not in “%s”" % (words, text))


def screen_months(shot, r, wrong):
    cents = r["basis"] + "_cents"
    rows = [[m["month"][:7], str(m["referrals"]), str(old["referrals"]), str(m["came"]),
             percent(m["came"], m["referrals"]), money(m[cents], r["currency"]), str(m["no_amount"] or "")]
            for m, old in zip(r["months"], r["months_before"])]
    seen = []
    names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    for line in boxes(shot)[-1]:
        month = re.match(r" (\w{3}) (\d{4}) ", line)
        if month:
            cells = [line[9:19], line[19:32], line[32:42], line[42:47], line[47:60], line[60:71]]
            seen.append(["%s-%02d" % (month.group(2), names.index(month.group(1)) + 1)] + [c.strip() for c in cells])
    same(wrong, "months", seen, rows)


def screen_figures(shot, r, wrong):
    seen = []
    for line in boxes(shot)[-1][1:]:
        name = line[1:23].strip()
        if not name:
            break
        if re.match(r"[A-Z!]", name):
            seen.append((name.lstrip("! "), line[23:37].strip(), line[37:49].strip()))
    wanted = lines(r)
    same(wrong, "names of figures", [s[0] for s in seen], [w[0] for w in wanted])
    for (name, now, before), (_, is_now, is_before) in zip(seen, wanted):
        if now != is_now:
            wrong("%s: shown is %s, the report says %s" % (name, now, is_now))
        if r["before"] and is_before not in ("?", None) and before != is_before:
            wrong("%s before: shown is %s, the report says %s" % (name, before, is_before))


def screen_splits(shot, r, name, wrong):
    rows = []
    for p in r["by_" + name]:
        row = [p["name"], str(p["referrals"]), percent(p["referrals"], r["referrals"]["value"])]
        row += [str(p["before"])] if r["before"] else []
        rows.append(row + [str(p["came"]), percent(p["came"], p["referrals"]), money(p["cents"], r["currency"])])
    same(wrong, name, table(shot)[1] if rows else [], rows)


def screen_sources(windows, outcomes, r, wrong):
    rows, fates = [], []
    for t in r["top"]:
        row = [t["name"], str(t["referrals"])] + ([str(t["before"])] if r["before"] else [])
        row += [str(t["came"]), money(t["cents"], r["currency"]), str(t["out"])]
        rows.append(row + ["%d:%d" % (t[w]["touches"], t[w]["referrals"]) for w in ("days_30", "days_90", "all")])
        o = t["outcomes"]
        fates.append([t["name"], str(o["referrals"]), str(o["discharged"]),
                      "%d of %d" % (o["mcid_met"], o["scores"]) if o["scores"] else "",
                      "%d%%" % o["mcid_percent"] if o["scores"] else "",
                      "%.1f n %d" % (o["visits_median"], o["visits_n"]) if o["visits_n"] else "",
                      "%s n %d" % (signed(o["nps"]), o["nps_n"]) if o["nps_n"] else "", str(t["out"])])
    same(wrong, "touches beside referrals", table(windows)[1] if rows else [], rows)
    same(wrong, "outcomes", table(outcomes)[1] if rows else [], fates)


def screen_balance(channels, few, r, wrong):
    total = r["began"]["we"] + r["began"]["they"]
    seen = [[row[1], row[2]] + row[-2:] for row in table(channels)[1]] if total else []
    same(wrong, "channels", seen, [[str(c["touches"]), percent(c["touches"], total), str(c["we"]), str(c["they"])]
                                   for c in r["channels"]])
    c, rows = r["concentration"], []
    if c["source"]:
        rows += [[str(c["top_%d" % n]), str(c["of"]), percent(c["top_%d" % n], c["of"])] for n in (1, 3, 10)]
    if total:
        rows += [[str(n), str(total), percent(n, total)] for n in (r["began"]["we"], r["began"]["they"])]
    same(wrong, "concentration and who began", [row[1:] for row in table(few)[1]] if rows else [], rows)


def screen_top(shot, r, wrong):
    """Those by referrals, beside who has gone quiet."""
    seen = []
    for line in shot:
        row = re.match("\u2502[ >](.+?) +(\\d+) +(\\d+) +(\\S+) *[\u2580-\u259f]* *\u2502\u2502", line)
        if row:
            seen.append([row.group(1), row.group(2), row.group(3), row.group(4)])
    same(wrong, "top", seen[:len(r["top"])],
         [[t["name"], str(t["referrals"]), str(t["came"]), money(t["cents"], r["currency"])] for t in r["top"]])


def screen(path, word, r, wrong):
    found = {name[len(word) + 1:]: shot for name, shot in shots(path).items() if name.startswith(word + ".")}
    for name, shot in found.items():
        title = r["period"]["title"] + ", y changes period"
        if title not in shot[1]:
            wrong("%s is not of the %s" % (name, r["period"]["title"]))
    screen_head(found["top"], r, wrong)
    screen_top(found["top"], r, wrong)
    screen_months(found["months"], r, wrong)
    screen_figures(found["figures"], r, wrong)
    for name in ("kind", "payer", "owner", "stage"):
        screen_splits(found[name], r, name, wrong)
    screen_sources(found["windows"], found["outcomes"], r, wrong)
    screen_balance(found["channels"], found["few"], r, wrong)


# --- the page ---


class Page(html.parser.HTMLParser):
    """Tables by their id, as rows of texts; and all text."""

    def __init__(self):
        super().__init__()
        self.tables, self.rows, self.cell, self.drawn = {}, None, None, 0

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.rows = self.tables.setdefault(dict(attributes)["id"], [])
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in ("td", "th") and self.rows is not None:
            self.cell = ""
        elif tag == "svg":
            self.drawn += 1

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            self.rows[-1].append(self.cell.strip())
            self.cell = None
        elif tag == "svg":
            self.drawn -= 1
        elif tag == "table":
            self.rows = None

    def handle_data(self, data):
        if self.cell is not None and not self.drawn:
            self.cell += data


def page_splits(tables, r, wrong):
    for name in ("kind", "payer", "owner", "stage"):
        seen = [row[0:1] + row[2:] for row in tables.get("by-" + name, [[]])[1:]]
        wanted = []
        for p in r["by_" + name]:
            row = [p["name"], str(p["referrals"])] + ([str(p["before"])] if r["before"] else [])
            if name in ("kind", "payer"):
                row += [str(p["came"]), money(p["cents"], r["currency"])]
            wanted.append(row)
        if seen and re.match(r"\d+ others$", seen[-1][0]):
            rest = r["by_" + name][len(seen) - 1:]
            if seen[-1][0] != "%d others" % len(rest) or seen[-1][1] != str(sum(p["referrals"] for p in rest)):
                wrong("%s: the rest is %s, the report has %d more" % (name, seen[-1], len(rest)))
            seen, wanted = seen[:-1], wanted[:len(seen) - 1]
        same(wrong, "page, " + name, seen, wanted)


def page_fates(tables, r, wrong):
    wanted = []
    for t in r["top"]:
        o = t["outcomes"]
        shown = [m for m in o["measures"] if m["n"] >= LEAST]
        n, met = sum(m["n"] for m in shown), sum(m["met"] for m in shown)
        row = [t["name"]] + ["%d : %d" % (t[w]["touches"], t[w]["referrals"]) for w in ("days_30", "days_90", "all")]
        row.append("%d of %d (%s)" % (met, n, percent(met, n)) if n else UNDER if o["measures"] else "")
        row.append("%g (n %d)" % (o["visits_median"], o["visits_n"]) if o["visits_n"] >= LEAST
                   else UNDER if o["visits_n"] else "")
        row.append("%s (n %d)" % (signed(o["nps"]), o["nps_n"]) if o["nps_n"] >= LEAST else UNDER if o["nps_n"] else "")
        wanted.append(row)
    same(wrong, "page, outcomes", tables.get("fates", [[]])[1:], wanted)


def page(path, r, wrong):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    parser = Page()
    parser.feed(text)
    tables = parser.tables
    figures = {row[0]: row[1:] for row in tables["figures"][1:]}
    for name, now, before in lines(r):
        if r["concentration"]["source"] and name.startswith("From "):
            continue
        if name == "NPS" and 0 < r["nps"]["n"] < LEAST:
            now = "not shown"
        if figures[name][0] != now:
            wrong("page, %s: shown is %s, the report says %s" % (name, figures[name][0], now))
        if r["before"] and before not in (None, "?") and figures[name][1] != before:
            wrong("page, %s before: shown is %s, the report says %s" % (name, figures[name][1], before))
    cents = r["basis"] + "_cents"
    wanted = [[str(m["referrals"]), str(old["referrals"]), str(m["came"]), str(m["no_amount"]),
               money(m[cents], r["currency"]), money(old[cents], r["currency"])]
              for m, old in zip(r["months"], r["months_before"])]
    if any(m["referrals"] for m in r["months"] + r["months_before"]):
        same(wrong, "page, months", [row[1:] for row in tables["months"][1:]], wanted)
    top = [[row[0]] + row[3:] for row in tables.get("top", [[]])[1:]]
    same(wrong, "page, top", top,
         [[t["name"], str(t["referrals"])] + ([str(t["before"])] if r["before"] else []) +
          [str(t["came"]), money(t["cents"], r["currency"]), str(t["out"])] for t in r["top"]])
    page_splits(tables, r, wrong)
    page_fates(tables, r, wrong)
    if "<script" in text or "http" in text.replace("http://www.w3.org/", ""):
        wrong("page: it reaches outside, or holds a script")


def main():
    what, path, report = sys.argv[1], sys.argv[2], sys.argv[-1]
    with open(report, encoding="utf-8") as file:
        read = json.load(file)

    def wrong(text):
        print("%s: %s" % (read["period"]["word"], text))
    if what == "screen":
        screen(path, sys.argv[3], read, wrong)
    else:
        page(path, read, wrong)


main()
