# Names of terminals, colours and none, suspending, the clipboard, the title: what a terminal gets, and what never reaches it.
rapport --today 2026-03-10 --db b.db sample 2>/dev/null

in_shell() # COMMAND: rapport in a shell, until its first screen
{
	type "clear; $1 $RAPPORT --db b.db --today 2026-03-10"; keys Enter
	wait_for 'by next step'
}

leave()
{
	keys q
	wait_for 'Everything is saved'
}

shell 80x24
for name in vt100 linux putty-256color screen xterm-256color; do
	# on the Linux console curses loads a mouse library that leaks by itself
	[ $name = linux ] && quiet=ASAN_OPTIONS=detect_leaks=0 || quiet=
	in_shell "$quiet TERM=$name"
	has "names are legible on $name" "$(screen)" "Zoë Müller"
	for flag in '!Dr. Priya' '*Rosa' '+Dr. Alan'; do
		has "flags are letters on $name" "$(screen)" "$flag"
	done
	leave
done
colours() # rows of the screen that have some
{
	styles | grep -cE "$(printf '\033')\\[([0-9;]*;)?([34][0-8]|9[0-7]|10[0-7])[;m]"
}
in_shell ""
wait_until "colours are seen where there are some" 10 eval '[ "$(colours)" -gt 0 ]'
leave
in_shell "NO_COLOR=1"
is "NO_COLOR sends no colour" "$(colours)" 0
leave
in_shell "env -u LANG -u LC_ALL -u LC_CTYPE"
has "no LANG at all" "$(screen)" "李小龍"
leave

# quiet ones are marked by a letter too
in_shell "TERM=vt100"
keys f q
wait_for '~'
keys q
leave

# Ctrl-Z takes back; suspending is by name, and fg brings the same screen
in_shell ""
keys C-z
wait_for 'Nothing to undo'
keys :; type "suspend"; keys Enter
wait_for 'Stopped'
type "clear; stty -a"; keys Enter
wait_for ' icanon '
has "the shell has its terminal back" "$(screen)" " echo "
type "fg"; keys Enter
wait_for 'by next step'
keys l
wait_for 'Log a contact'
keys Escape
leave

# a form half filled is there at every size
start 80x24 --db b.db --today 2026-03-10
wait_for 'by next step'
keys l l; type "half a note"
for size in 120x40 60x16 40x10 200x60 300x100 3x1 80x24; do
	resize $size
	case $size in
	3x1) wait_until "3x1 is survived" 10 kill -0 "$(pid)" ;;
	*) wait_for 'half a note' ;;
	esac
done
is "the title names no one" "$(tmux -L $socket display-message -p -t a '#{pane_title}' | grep -c 'Okafor\|Priya')" 0
keys C-s
wait_for 'Logged lunch'
keys u
wait_for 'Undone'
kill -HUP "$(pid)"
wait_end 0
has "a hangup leaves the terminal as it was" "$(cat "$HOME/.tmp/a.stty")" " echo "

# the clipboard: only where the terminal says that it takes it, and the value is always in sight
copied() # TERM: what is sent when a phone is copied
{
	TERM=$1 python3 - "$RAPPORT" <<'PY'
import os, pty, select, sys, time
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], ["rapport", "--db", "b.db", "--today", "2026-03-10"])
seen, end = b"", time.monotonic() + 15
def until(what):
    global seen
    while what not in seen and time.monotonic() < end:
        if select.select([fd], [], [], 0.2)[0]:
            try: seen += os.read(fd, 65536)
            except OSError: break
until(b"Okafor"); os.write(fd, b"cp"); until(b"555-0142."); until(b"]52;") if b"Copied" in seen else None
os.write(fd, b"q"); until(b"saved")
os.waitpid(pid, 0)
sys.stdout.write("sent " if b"\x1b]52;c;NTU1LTAxNDI=" in seen else "kept ")
sys.stdout.write("said" if b"555-0142" in seen else "silent")
PY
}
is "xterm takes it" "$(copied xterm-256color)" "sent said"
is "the Linux console does not" "$(ASAN_OPTIONS=detect_leaks=0 copied linux)" "kept said"
