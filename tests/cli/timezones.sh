# A day is a day wherever the clinic is: what is due today is late nowhere until tomorrow, and `d` then `u` leaves all as it was.
export SOURCE_DATE_EPOCH=1773151200 # 2026-03-10 14:00 UTC
for zone in UTC UTC-14 UTC+11 UTC+5:30; do
	export TZ=$zone RAPPORT_DB=$PWD/$zone.db
	check "a source in $zone" 0 rapport add "Dr. Priya Okafor"
	check "a step for today" 0 rapport next okafor today "call back"
	is "is due today, not late" "$(rapport today | cut -c1)" "*"
	hasnt "nowhere called late" "$(rapport today)" "late"
done
unset TZ
export RAPPORT_DB=$PWD/whole.db
rapport --today 2026-03-10 sample 2>/dev/null
rapport --today 2026-03-10 export --private --no-timestamp >before.json
printf '2 d\ntype spoke\nEnter u\n' >keys
check "d, a note, Enter, u" 0 rapport --today 2026-03-10 --script keys
rapport --today 2026-03-10 export --private --no-timestamp >after.json
check "leave the book as it was" 0 cmp before.json after.json
check "and whole" 0 rapport check
