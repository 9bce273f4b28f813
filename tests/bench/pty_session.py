"""A program on a pseudo-terminal, with a clock beside it.

A paint is what the program writes after a key until it has been silent for a while: its time is that of its last byte,
counted from the moment the key was written. Nothing is drawn here, so the time is the program's and the kernel's own.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time


class Session:
    def __init__(self, command, environment, rows=24, columns=80):
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execvpe(command[0], command, environment)
            finally:
                os._exit(127)
        os.set_blocking(self.fd, False)
        self.poll = select.poll()
        self.poll.register(self.fd, select.POLLIN)
        self.ended = False

    def paint(self, silence, patience):
        """Reads until `silence` seconds without a byte; gives up when none came for `patience` seconds.
        Returns (when the last byte came or None, how many, the bytes)."""
        last, taken = None, []
        limit = time.perf_counter() + patience
        while not self.ended:
            now = time.perf_counter()
            wait = (last + silence if last is not None else limit) - now
            if wait <= 0:
                break
            if not self.poll.poll(max(1, wait * 1000)):
                continue
            try:
                part = os.read(self.fd, 65536)
            except BlockingIOError:
                continue
            except OSError:  # the program has gone
                part = b""
            if not part:
                self.ended = True
                break
            last = time.perf_counter()
            taken.append(part)
        whole = b"".join(taken)
        return last, len(whole), whole

    def first_paint(self, shows, silence=0.08, patience=30.0):
        """Seconds from the start of the process to the end of its first screen, the one that shows those bytes; None
        when it never came."""
        whole = b""
        limit = self.began + patience
        while not self.ended and time.perf_counter() < limit:
            last, _, part = self.paint(silence, limit - time.perf_counter())
            whole += part
            if last is not None and shows in whole:
                return last - self.began
        return None

    def key(self, keys, silence=0.012, patience=5.0):
        """Seconds from key to paint, None when nothing was painted; and how many bytes."""
        began = time.perf_counter()
        os.write(self.fd, keys)
        last, count, _ = self.paint(silence, patience)
        return (last - began if last else None), count

    def peak_memory(self):
        """KiB that the process had in memory at most."""
        try:
            with open("/proc/%d/status" % self.pid) as status:
                for line in status:
                    if line.startswith("VmHWM:"):
                        return int(line.split()[1])
        except OSError:
            pass
        return None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.fd is not None:
            self.close()

    def close(self, keys=b""):
        """Quits with the keys; a program that stays is ended. Only the one process that this session started."""
        if keys and not self.ended:
            try:
                os.write(self.fd, keys)
            except OSError:
                pass
        for end in (None, signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
            if end is not None:
                os.kill(self.pid, end)
            limit = time.perf_counter() + 1.0
            while time.perf_counter() < limit:
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    os.close(self.fd)
                    self.fd = None
                    return
                self.paint(0.01, 0.02)
                time.sleep(0.002)
        os.close(self.fd)
        self.fd = None
