# For the tests of a referral's life: one referral of one source, and what leads it and takes it back.
today="--today 2026-03-10"
# Asked of the file, which is quicker than the program under a sanitiser.
kept() # SQL
{
	sqlite3 "$HOME/.local/share/rapport/clinic.db" "$1"
}
book() # what the book holds of referrals
{
	sqlite3 -json "$HOME/.local/share/rapport/clinic.db" "SELECT * FROM referrals; SELECT * FROM outcomes; SELECT * FROM touches" |
		sed 's/"rev":[0-9]*//g' | cksum
}
field() # REF FIELD: a day as a day
{
	kept "SELECT CASE WHEN '$2' LIKE '%_on' THEN date(\"$2\" * 86400, 'unixepoch') ELSE \"$2\" END FROM referrals WHERE 'R-' || number = '$1'"
}
steps()
{
	kept "SELECT COUNT(*) FROM batches WHERE how = 'do'"
}
# leads NAME ARGUMENTS...: referral R-1001 with them is one step, and undo brings the book back as it was.
leads()
{
	local name=$1 before after
	before=$(book)
	after=$(($(steps) + 1))
	shift
	check "$name" 0 rapport $today referral R-1001 "$@"
	is "$name: one step" "$(steps)" "$after"
}
back() # NAME EXPECTED-BOOK
{
	rapport $today undo >"$HOME/.tmp/undo" 2>&1
	is "$1 goes back" "$(book)" "$2"
}
refused() # NAME STATUS WORDS ARGUMENTS...
{
	local before name=$1 status=$2 words=$3
	before=$(book)
	shift 3
	check "$name" "$status" rapport $today referral R-1001 "$@"
	has "$name: in words" "$err" "$words"
	is "$name: nothing is written" "$(book)" "$before"
}

rapport $today add "Dr. Wen Kim" --kind physician 2>/dev/null
rapport $today refer kim "JM 1057" --for knee --payer BCBS --on "1 mar" 2>/dev/null
