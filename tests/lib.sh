# What the test runners share. Source it, define `inside FILE` (runs one test file, in a folder of its own that is thrown
# away), and end with `suite NAME SECONDS EXTENSION "$@"`. A test says `ok`, `fail` or `skip` once for each thing it holds.
# A file may ask for more time with a line "# limit: SECONDS".

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runner=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
BUILD=${BUILD:-build}
case $BUILD in /*) ;; *) BUILD=$root/$BUILD ;; esac
VARIANT=${VARIANT:-check}
JOBS=${JOBS:-2}
RAPPORT=$BUILD/$VARIANT/rapport
export BUILD VARIANT JOBS

ok()
{
	printf 'ok - %s\n' "$1"
}

# fail NAME [WHAT WAS SEEN...]
fail()
{
	printf 'FAIL - %s\n' "$1"
	shift
	[ $# -eq 0 ] || printf '%s\n' "$@" | sed 's/^/    | /'
}

# skip NAME WHY
skip()
{
	printf 'skip - %s: %s\n' "$1" "$2"
}

is()
{
	if [ "$2" = "$3" ]; then
		ok "$1"
	else
		fail "$1" "expected:" "$3" "but was:" "$2"
	fi
}

has()
{
	case $2 in
	*"$3"*) ok "$1" ;;
	*) fail "$1" "expected in it:" "$3" "but was:" "$2" ;;
	esac
}

hasnt()
{
	case $2 in
	*"$3"*) fail "$1" "expected not in it:" "$3" "but was:" "$2" ;;
	*) ok "$1" ;;
	esac
}

# in_clean_home FOLDER COMMAND...: nothing of the person who runs the tests is seen or touched. A sanitiser that finds
# something writes FOLDER/.reports/ and ends the program with 99, which no test expects.
in_clean_home()
{
	local home=$1 reports

	shift
	mkdir -p "$home/.config" "$home/.local/share" "$home/.local/state" "$home/.cache" "$home/.tmp" "$home/.reports"
	mkdir -p -m 700 "$home/.run"
	reports=log_path=$home/.reports/found:exitcode=99
	(cd "$home" && exec env -i PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin \
		HOME="$home" XDG_CONFIG_HOME="$home/.config" XDG_DATA_HOME="$home/.local/share" \
		XDG_STATE_HOME="$home/.local/state" XDG_CACHE_HOME="$home/.cache" XDG_RUNTIME_DIR="$home/.run" \
		TMPDIR="$home/.tmp" TMUX_TMPDIR="$home/.run" SHELL=/bin/sh TERM="${TEST_TERM:-xterm-256color}" TZ=UTC \
		LC_ALL=C.UTF-8 RAPPORT_USER=maria RAPPORT="$RAPPORT" ROOT="$root" FIXTURES="$root/tests/fixtures" \
		BUILD="$BUILD" VARIANT="$VARIANT" JOBS="$JOBS" SHARED_HOME="$SHARED_HOME" REFRESH="$REFRESH" \
		ASAN_OPTIONS="$reports" UBSAN_OPTIONS="print_stacktrace=1:$reports" "$@") </dev/null
}

# For a test that makes rapport crash on purpose: what the sanitiser said about that is expected.
crashed_on_purpose()
{
	rm -f "$HOME"/.reports/*
}

limit_of() # FILE
{
	local asked

	asked=$(sed -n 's/^# limit: \([0-9][0-9]*\)$/\1/p;10q' "$1" 2>/dev/null | head -n 1)
	echo "${asked:-$limit}"
}

# One file in its folder; its log is read by `suite`.
one() # FILE
{
	local file=$1 name status home seconds

	name=$(basename "$file")
	home=$SHARED_HOME/home/$name
	seconds=$(limit_of "$file")
	mkdir -p "$home"
	{
		in_clean_home "$home" timeout -k 5 "$seconds" "$runner" --inside "$file" >"$SHARED_HOME/$name.said" 2>&1
		status=$?
		cat "$SHARED_HOME/$name.said"
		case $status in
		0) ;;
		124 | 137) fail "$name ends" "stopped after $seconds seconds" ;;
		*) fail "$name ends" "ended with status $status" ;;
		esac
		for report in "$home"/.reports/*; do
			[ -f "$report" ] && fail "$name is clean" "$(head -n 60 "$report")"
		done
		# A helper that is misspelt holds nothing; what a killed job leaves ("line 3: 4711 Killed") is fine.
		grep -E "^($file|$runner|$root/tests/lib.sh): line [0-9]+: " "$SHARED_HOME/$name.said" | grep -vE ': line [0-9]+: +[0-9]+ ' |
			while read -r line; do fail "$name is sound" "$line"; done
		declare -F clean_up >/dev/null && clean_up "$home"
	} >"$SHARED_HOME/$name.log"
	rm -rf "$home"
	return 0
}

count() # WORD FILE...
{
	local word=$1

	shift
	cat "$@" | grep -c "^$word - "
}

suite() # NAME SECONDS EXTENSION ARGUMENTS...
{
	local what=$1 extension=$3 passed failed skipped began logs=() file

	limit=$2
	shift 3
	case ${1:-} in
	--inside)
		inside "$2"
		exit 0
		;;
	--one)
		one "$2"
		exit 0
		;;
	esac
	[ -x "$RAPPORT" ] || [ "$what" = unit ] || { echo "$RAPPORT is not built"; exit 1; }
	began=$(date +%s)
	SHARED_HOME=$(mktemp -d "${TMPDIR:-/tmp}/rapport-$what.XXXXXX")
	export SHARED_HOME
	trap 'rm -rf "$SHARED_HOME"' EXIT
	trap 'exit 1' HUP INT TERM
	[ $# -gt 0 ] || set -- "$root/tests/$what"/*."$extension"
	if [ ! -e "$1" ]; then
		fail "tests/$what/*.$extension" "there are none"
		printf '%-8s 0 passed, 1 failed\n' "$what"
		exit 1
	fi
	for file; do
		logs+=("$SHARED_HOME/$(basename "$file").log")
		realpath "$file"
	done >"$SHARED_HOME/files"
	if declare -F prepare >/dev/null; then
		prepare || { printf '%-8s 0 passed, 1 failed\n' "$what"; exit 1; }
	fi
	xargs -d '\n' -P "$JOBS" -n 1 "$runner" --one <"$SHARED_HOME/files"

	passed=$(count ok "${logs[@]}")
	failed=$(count FAIL "${logs[@]}")
	skipped=$(count skip "${logs[@]}")
	for file in "${logs[@]}"; do
		if grep -q '^FAIL - ' "$file"; then
			echo "== tests/$what: $(basename "$file" .log)"
			grep -v '^ok - ' "$file"
		fi
	done
	grep -h '^skip - ' "${logs[@]}"
	printf '%-8s %d passed, %d failed' "$what" "$passed" "$failed"
	[ "$skipped" -eq 0 ] || printf ' (%d skipped)' "$skipped"
	printf ' in %d s\n' $(($(date +%s) - began))
	[ "$failed" -eq 0 ]
}
