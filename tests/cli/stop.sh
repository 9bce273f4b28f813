# Ctrl-C stops an import cleanly: nothing is changed, no file is left, and the words say so.
today="--today 2026-11-23"
rapport $today import - < <(printf 'Name,Phone\nSomebody Else,1\n') 2>/dev/null
before=$(rapport $today export --json --no-timestamp)

# stopped INPUT: rapport reads a pipe that stays open, is interrupted, and ends; sets status and err
stopped()
{
	set -m # a job of its own, whose Ctrl-C means it alone
	mkfifo pipe
	"$RAPPORT" $today import pipe --rejects refused.csv >said 2>complaint &
	exec 3>pipe
	cat "$1" >&3
	kill -INT $!
	exec 3>&-
	wait $!
	status=$?
	set +m
	err=$(cat complaint)
	rm pipe
}

printf 'Name,Phone\nA B,1\n,2\n' >small.csv
stopped small.csv
is "a small file that was not read to its end" "$status" 1
has "is said to be stopped" "$err" "rapport: pipe: stopped; nothing was changed"
python3 -B "$ROOT/tests/bench/nppes.py" large.csv --rows 3000
stopped large.csv
is "so is a large one" "$status" 1
has "in the same words" "$err" "rapport: pipe: stopped; nothing was changed"
is "the book is as it was" "$(rapport $today export --json --no-timestamp)" "$before"
is "undo takes back what was before" "$(rapport $today history | head -n 2 | grep -c pipe)" 0
[ ! -e refused.csv ] && ok "no file of refused rows is left" || fail "no file of refused rows is left"

# On a pipe there is one line, at the end.
check "an import whose messages go into a file" 0 rapport $today import large.csv --state AZ
is "says one line" "$(printf '%s\n' "$err" | wc -l)" 1
