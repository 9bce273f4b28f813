# limit: 240
# Every figure, computed again from the rows by figures.py, and as it stands in JSON, on the screen and on paper, over the made-up
# clinic and over an EMR's report.
words="12 year all 30 90" # as y goes through them

script()
{
	printf '# 170x60\nresize 170x60\n4 o\n'
	for word in $words; do
		printf 'text %s.top\nv text %s.months\nv Right text %s.figures\nRight v text %s.kind\nTab text %s.payer\nTab text %s.owner\nTab text %s.stage\n' \
			$word $word $word $word $word $word $word
		printf 'Right text %s.windows\nTab text %s.outcomes\nRight text %s.channels\nTab text %s.few\nv Right y\n' \
			$word $word $word $word
	done
}

# everywhere NAME BOOK TODAY
everywhere()
{
	local word reports=

	for word in $words; do
		rapport --db "$2" --today "$3" report --json --period $word >$word.json 2>/dev/null
		reports="$reports $word.json"
	done
	# shellcheck disable=SC2086
	is "$1: what is computed is what the rows say" "$(python3 -B "$tools/figures.py" "$2" "$3" $reports 2>&1)" ""
	script >keys
	check "$1: the screen goes through all periods" 0 rapport --db "$2" --today "$3" --script keys
	printf '%s\n' "$out" >shots
	hasnt "$1: no number is none" "$out" "nan"
	for word in $words; do
		is "$1, $word: the screen says the same" "$(python3 -B "$tools/figures_shown.py" screen shots $word $word.json 2>&1)" ""
		rapport --db "$2" --today "$3" report --html - --period $word >page.html 2>/dev/null
		is "$1, $word: the page says the same" "$(python3 -B "$tools/figures_shown.py" page page.html $word.json 2>&1)" ""
	done
}

tools=$root/tests/cli
rapport --db sample.db --today 2026-03-10 sample >/dev/null 2>&1
everywhere "the made-up clinic" sample.db 2026-03-10
rapport --db emr.db --today 2026-10-25 import "$FIXTURES/referral-report.csv" >/dev/null 2>&1
everywhere "an EMR's report" emr.db 2026-10-25
check "by what was received" 0 rapport --db emr.db config revenue received
everywhere "an EMR's report, received" emr.db 2026-10-25
rapport --db one.db --today 2026-03-10 add "Solo" --kind physician >/dev/null 2>&1
words=12
everywhere "a book of one source" one.db 2026-03-10
rapport --db one.db --today 2026-03-10 refer solo "T 1" --on 2026-03-01 >/dev/null 2>&1
words="12 year all 30 90"
everywhere "a book of one referral" one.db 2026-03-10
