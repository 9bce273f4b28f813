"""Prints how quick rapport is: on a small and on a large made-up clinic, beside other programs in the same run.

Times are medians (p50) and 95th hundredths (p95) in milliseconds. It always ends within a bounded time and its result
is the table alone: figures of a busy machine fail nobody.
"""
import argparse
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import reading
from pty_session import Session

TODAY = "2026-03-10"
SMALL = (1000, 10000, 10000)
LARGE = (100000, 1000000, 1000000)
WORDS = ("okafor", "lakeside", "muller", "yoga", "928555", "prescott", "begay")
SOMEBODY = "Dr. Priya Okafor"  # in every made-up clinic
START_RUNS, LOG_RUNS, NUMBERS_RUNS = 15, 25, 5
EXPORT_RUNS, EXPORT_LIMIT = 4, 300
COUNTING = 1.5  # seconds in which a screen that still counts paints something
MAKING_LIMIT = 1800


def percentile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))] if values else None


def milliseconds(seconds):
    return None if seconds is None else seconds * 1000


def middle(seconds):
    return milliseconds(percentile([s for s in seconds if s is not None], 0.5))


# --- books ---


def stamp(program):
    """What a made-up clinic depends on: the version, the tables, the generator and what is kept beside the rows."""
    digest = hashlib.sha256(subprocess.run([program, "--version"], capture_output=True, timeout=20).stdout)
    for folder in ("data", "src/app", "src/model", "src/store"):
        for path, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                if folder == "src/app" and not name.startswith("sample"):
                    continue
                with open(os.path.join(path, name), "rb") as file:
                    digest.update(name.encode() + b"\0" + file.read())
    return digest.hexdigest()


def book(program, folder, size, environment):
    """The path of a made-up clinic of that size, made if need be, and the seconds that making it took."""
    path = os.path.join(folder, "clinic-%d.db" % size[0])
    note = path + ".json"
    wanted = stamp(program)
    try:
        with open(note) as file:
            made = json.load(file)
        if made["stamp"] == wanted and os.path.exists(path):
            return path, made["seconds"]
    except (OSError, ValueError, KeyError):
        pass
    for old in (path, path + "-wal", path + "-shm", path + "-lock", note):
        if os.path.exists(old):
            os.unlink(old)
    print("making a clinic of %s sources ..." % format(size[0], ","), file=sys.stderr)
    began = time.perf_counter()
    counts = ["--sources", str(size[0]), "--touches", str(size[1]), "--referrals", str(size[2])]
    subprocess.run([program, "--db", path, "--today", TODAY, "sample"] + counts, env=environment, check=True,
                   timeout=MAKING_LIMIT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - began
    with open(note, "w") as file:
        json.dump({"stamp": wanted, "seconds": seconds}, file)
    return path, seconds


# --- what is measured ---


def screens(program, path, environment, keys):
    """First paint, Today for the first time, a row down, a letter in find, memory."""
    command = [program, "--db", path, "--today", TODAY]
    starts, todays = [], []
    for _ in range(START_RUNS):
        with Session(command, environment) as session:
            paint = session.first_paint(b"Sources")
            todays.append(session.key(b"2")[0])
            session.close(b"q")
        if paint is None:
            raise RuntimeError("rapport painted no main screen")
        starts.append(paint)

    opens, whole, meanwhile = numbers(command, environment)

    with Session(command, environment) as session:
        session.first_paint(b"Sources")
        session.key(b"j")
        down = [session.key(b"j") for _ in range(keys)]
        opened = session.key(b"/", silence=0.1)[0]
        letters = []
        for word in WORDS:
            for letter in word:
                letters.append(session.key(letter.encode(), silence=0.06))
            session.key(b"\x15", silence=0.06)
        if session.ended:
            raise RuntimeError("rapport ended while keys were typed")
        memory = session.peak_memory()
        session.close(b"\x1b\x1bqq")

    def times(pairs, part):
        return milliseconds(percentile([t for t, _ in pairs if t is not None], part))
    return {
        "start": milliseconds(statistics.median(starts)),
        "today 50": middle(todays), "today 95": milliseconds(percentile([t for t in todays if t is not None], 0.95)),
        "numbers opens": middle(opens), "numbers whole": middle(whole), "numbers key": middle(meanwhile),
        "down 50": times(down, 0.5), "down 95": times(down, 0.95),
        "down bytes": percentile([n for t, n in down if t is not None], 0.5),
        "down missed": sum(t is None for t, _ in down),
        "find opens": milliseconds(opened),
        "letter 50": times(letters, 0.5), "letter 95": times(letters, 0.95),
        "letter missed": sum(t is None for t, _ in letters),
        "memory": memory / 1024 if memory else None,
    }


def numbers(command, environment):
    """Numbers: its first paint, its last one (all figures of the page are there), and the help while it still counts.

    Not a row down: before the figures are there, there is none to go down."""
    opens, whole, meanwhile = [], [], []
    for _ in range(NUMBERS_RUNS):
        with Session(command, environment) as session:
            session.first_paint(b"Sources")
            opens.append(session.key(b"4")[0])
            meanwhile.append(session.key(b"?")[0])
            session.close(b"\x1b\x1bqq")
        with Session(command, environment) as session:
            session.first_paint(b"Sources")
            whole.append(session.key(b"4", silence=COUNTING)[0])
            session.close(b"q")
    return opens, whole, meanwhile


def run_time(command, environment):
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, timeout=60)
    seconds = time.perf_counter() - began
    if done.returncode != 0:
        raise RuntimeError("%s: %s" % (command[-4:], done.stderr.decode(errors="replace")))
    return seconds


def logging(program, paths, folder, environment):
    """A touch by command in each book, and one durable insert by the sqlite3 CLI, in turns."""
    peer = os.path.join(folder, "peer.db")
    cli = shutil.which("sqlite3")
    for old in (peer, peer + "-wal", peer + "-shm"):
        if os.path.exists(old):
            os.unlink(old)
    base = sqlite3.connect(peer)
    base.executescript("PRAGMA journal_mode=wal; CREATE TABLE note (id INTEGER PRIMARY KEY, at INTEGER, text TEXT);")
    base.close()
    insert = "PRAGMA synchronous=FULL; INSERT INTO note (at, text) VALUES (1, 'bench')"
    times = {path: [] for path in paths}
    plain = []
    for _ in range(LOG_RUNS):
        for path in paths:
            times[path].append(run_time([program, "--db", path, "--today", TODAY, "log", SOMEBODY, "call", "bench"],
                                        environment))
        if cli:
            plain.append(run_time([cli, peer, insert], environment))
    return ([milliseconds(statistics.median(times[path])) for path in paths],
            milliseconds(statistics.median(plain)) if plain else None)


def exports(program, path, environment):
    """All touches as CSV and the whole book as JSON, by rapport and by the sqlite3 CLI of the same tables, in turns: label, the best seconds of
    each. rapport's CSV has names beside ids, days as dates and the guard against formulas; its JSON is the readable one."""
    cli = shutil.which("sqlite3")
    if not cli:
        return []
    with sqlite3.connect("file:%s?mode=ro" % path, uri=True) as base:
        touches = base.execute("SELECT COUNT(*) FROM touches").fetchone()[0]
    base.close()
    with open("data/rapport.schema.json") as file:
        tables = [name for name in json.load(file)["properties"] if name not in ("format", "version", "exported_at")]
    ours = [program, "--db", path, "--today", TODAY, "export", "--private"]
    pairs = (("%s touches as CSV, s" % format(touches, ","), ours + ["--csv", "--kind", "touches"],
              [cli, "-csv", "-header", path, "SELECT * FROM touches"]),
             ("the book as JSON, s", ours + ["--json"],
              [cli, "-json", path, ";".join('SELECT * FROM "%s"' % name for name in tables)]))
    found = []
    for label, rapport, peer in pairs:
        times = ([], [])
        for _ in range(EXPORT_RUNS):
            for command, seconds in zip((rapport, peer), times):
                began = time.perf_counter()
                subprocess.run(command, env=environment, check=True, timeout=EXPORT_LIMIT, stdout=subprocess.DEVNULL)
                seconds.append(time.perf_counter() - began)
        found.append((label, min(times[0]), min(times[1])))
    return found


def driver_floor(environment):
    """What the driver and the terminal cost by themselves: a byte there and back."""
    with Session(["/bin/sh", "-c", "stty raw -echo; echo ready; exec cat"], environment) as session:
        session.first_paint(b"ready")
        back = [session.key(b"x")[0] for _ in range(100)]
    return middle(back)


def peers(folder, environment):
    """A row down and a letter in programs that are here by chance, over a list of 10,000 names."""
    names = os.path.join(folder, "names.txt")
    with open(names, "w") as file:
        for number in range(10000):
            file.write("Person %05d of practice %03d\n" % (number, number % 173))
    found = []
    if shutil.which("less"):
        with Session(["less", names], environment) as session:
            session.first_paint(b"Person")
            down = [session.key(b"j")[0] for _ in range(100)]
            session.close(b"q")
        found.append(("less, a row down", "down 50", middle(down)))
    if shutil.which("fzf"):
        with Session(["/bin/sh", "-c", 'fzf <"$0"', names], environment) as session:
            session.first_paint(b"10000", silence=0.5)
            letters = [session.key(c.encode(), silence=0.1)[0] for c in "person173"]
            session.close(b"\x1b")
        found.append(("fzf, a letter", "letter 50", middle(letters)))
    return found


# --- the table ---


def cell(value, digits=2):
    return "-" if value is None else "%.*f" % (digits, value)


def print_table(columns, results, rows):
    print("%-28s" % "" + "".join("%18s" % c for c in columns) + "%10s   %s" % ("ratio", "goal"))
    for label, key, digits, goal in rows:
        values = [r.get(key) for r in results]
        ratio = values[-1] / values[0] if len(values) > 1 and values[0] and values[-1] is not None else None
        print("%-28s" % label + "".join("%18s" % cell(v, digits) for v in values) + "%10s   %s" % (cell(ratio), goal))


ROWS = (
    ("first paint, ms", "start", 2, "ratio 1.5"),
    ("Today opens p50, ms", "today 50", 2, "30"),
    ("Today opens p95, ms", "today 95", 2, "30"),
    ("Numbers, first paint, ms", "numbers opens", 2, ""),
    ("Numbers, all figures, ms", "numbers whole", 2, ""),
    ("help meanwhile, ms", "numbers key", 2, "16"),
    ("row down p50, ms", "down 50", 2, "0.5, ratio 1.5"),
    ("row down p95, ms", "down 95", 2, "1"),
    ("row down, bytes", "down bytes", 0, ""),
    ("find opens, ms", "find opens", 2, ""),
    ("letter in find p50, ms", "letter 50", 2, ""),
    ("letter in find p95, ms", "letter 95", 2, "16"),
    ("peak memory, MiB", "memory", 1, "32"),
    ("log by command p50, ms", "log", 2, "ratio to sqlite3: 2"),
    ("making the clinic, s", "made", 1, "120"),
)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    options.add_argument("--program", required=True)
    options.add_argument("--folder", required=True, help="where the made-up clinics are kept")
    options.add_argument("--small", action="store_true", help="leave the large clinic out")
    options.add_argument("--keys", type=int, default=200, help="rows to go down")
    options.add_argument("--registry", type=int, metavar="MB", help="size of the registry's file that is read; 0: none")
    options.add_argument("--only-registry", action="store_true", help="nothing but that")
    given = options.parse_args()
    program, folder = os.path.abspath(given.program), os.path.abspath(given.folder)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    sizes = [SMALL] if given.small else [SMALL, LARGE]
    with tempfile.TemporaryDirectory() as home:
        environment = {"PATH": "/usr/bin:/bin", "HOME": home, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
                       "TZ": "UTC", "RAPPORT_USER": "maria"}
        megabytes = (100 if given.small else 1000) if given.registry is None else given.registry
        if megabytes:
            reading.report(program, folder, environment, megabytes * 1000000)
        if given.only_registry:
            return 0
        made = [book(program, folder, size, environment) for size in sizes]
        results = []
        for path, seconds in made:
            results.append(screens(program, path, environment, given.keys))
            results[-1]["made"] = seconds
        logs, plain = logging(program, [path for path, _ in made], folder, environment)
        for result, log in zip(results, logs):
            result["log"] = log
        exported = exports(program, made[-1][0], environment)
        floor = driver_floor(environment)
        others = peers(folder, environment)
    print_table(["%s sources" % format(size[0], ",") for size in sizes], results, ROWS)
    if plain:
        ratios = " and ".join("%.2f" % (log / plain) for log in logs)
        print("%-28s%18s   rapport log: %s times that" % ("sqlite3, one insert, ms", cell(plain), ratios))
    for label, ours, theirs in exported:
        print("%-28s%18s   sqlite3 %s; ratio %s, goal 1" % (label, cell(ours), cell(theirs), cell(ours / theirs)))
    for label, key, value in others:
        print("%-28s%18s   rapport on the small book: %s times that"
              % (label + ", ms", cell(value), cell(results[0][key] / value)))
    print("%-28s%18s   in every time above but the commands'" % ("the driver itself, ms", cell(floor)))
    for size, result in zip(sizes, results):
        if result["down missed"] or result["letter missed"]:
            print("%s sources: %d rows and %d letters painted nothing"
                  % (format(size[0], ","), result["down missed"], result["letter missed"]))
    print("load %.1f on %d processors" % (os.getloadavg()[0], os.cpu_count()))
    return 0


if __name__ == "__main__":
    # so that no program is left behind on a terminal that has gone
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        sys.exit(main())
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        print("bench: %s" % error, file=sys.stderr)
        sys.exit(1)
