"""How quickly a file of the NPI registry is read, beside sqlite3 .import of the same file.

rapport keeps about one row in a hundred, sqlite3 all of them, in a table of all columns. Both read from memory (the file
has just been written) and write to a file; sqlite3 without waiting for the disk. Two sizes, ten times apart, show whether memory
grows with the file.
"""
import os
import shutil
import subprocess
import tempfile
import time

import nppes

KEPT = ",".join("863%02d" % n for n in range(5))  # of a hundred ZIPs in AZ, a fifth of the rows


def peak_of(pid):
    """MiB at the peak so far; 0 when it has ended."""
    try:
        with open("/proc/%d/status" % pid) as file:
            return next((int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM:")), 0)
    except OSError:
        return 0


def measured(command, environment, text=None):
    """Seconds that passed, seconds of work, MiB at the peak."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as given:
        given.write((text or "").encode())
        given.seek(0)
        began, peak = time.perf_counter(), 0
        # what wait4 tells of memory has this process in it, which the child began as a copy of
        with subprocess.Popen(command, env=environment, stdin=given, stdout=said, stderr=said) as child:
            pid = 0
            while not pid:
                time.sleep(0.02)
                peak = max(peak, peak_of(child.pid))
                pid, status, used = os.wait4(child.pid, os.WNOHANG)
            child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - began
        said.seek(0)
        if child.returncode != 0:
            raise RuntimeError("%s: %s" % (command[0], said.read().decode(errors="replace")[-300:]))
    return seconds, used.ru_utime + used.ru_stime, peak


def ours(program, path, folder, environment):
    book = os.path.join(folder, "read.db")
    return measured([program, "--db", book, "--today", "2026-03-10", "import", path, "--zip", KEPT], environment)


def theirs(path, folder, environment):
    base = os.path.join(folder, "peer-read.db")
    script = "PRAGMA journal_mode=off;\nPRAGMA synchronous=off;\n.mode csv\n.import '%s' registry\n" % path
    return measured(["sqlite3", "-batch", base], environment, script)


def tidy(folder):
    for name in os.listdir(folder):
        if name.startswith(("registry.csv", "read.db", "peer-read.db")):
            os.unlink(os.path.join(folder, name))


def one_size(program, folder, environment, size):
    """(ours, theirs), each as measured; theirs is None without sqlite3."""
    tidy(folder)
    path = os.path.join(folder, "registry.csv")
    try:
        nppes.write(path, size=size)
        mine = ours(program, path, folder, environment)
        peer = theirs(path, folder, environment) if shutil.which("sqlite3") else None
        return os.path.getsize(path), mine, peer
    finally:
        tidy(folder)


def report(program, folder, environment, size):
    """Prints its lines of the table."""
    peaks = []
    for n in (size // 10, size):
        written, mine, peer = one_size(program, folder, environment, n)
        label = "registry of %.0f MB" % (written / 1e6)
        peaks.append(mine[2])
        print("%-28s%18s" % (label + ", s", "%.2f" % mine[0]) + "   %.0f MB/s, %.2f s of work, peak %.1f MiB"
              % (written / 1e6 / mine[0], mine[1], mine[2]))
        if peer:
            print("%-28s%18s" % ("  sqlite3 .import, s", "%.2f" % peer[0]) + "   %.0f MB/s, %.2f s of work, peak %.1f MiB; "
                  "rapport reads %.2f times as fast (goal 0.5), by work %.2f"
                  % (written / 1e6 / peer[0], peer[1], peer[2], peer[0] / mine[0], peer[1] / mine[1]))
    print("%-28s%18s   MiB more at the peak for ten times the file and ten times the people kept" % ("", "%.1f" % (peaks[1] - peaks[0])))
