# The queue goes out for a calendar, and what is done or dropped is taken out of it again.
today="--today 2026-03-10"
rapport $today --db s.db sample 2>/dev/null
check "the queue as a calendar" 0 rapport $today --db s.db export --ics
is "an event for everything within a year" "$(grep -c 'STATUS:CONFIRMED' <<<"$out")" "$(rapport $today --db s.db today --days 365 --json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')"
uid=$(grep -m 1 UID:step: <<<"$out" | tr -d '\r')
check "the first step is dropped" 0 rapport $today --db s.db drop "${uid:4:$((${#uid} - 12))}"
check "then it goes out again" 0 rapport $today --db s.db export --ics
is "under the same name, cancelled" "$(tr -d '\r' <<<"$out" | awk -v uid="$uid" '$0 == uid { on = 1 } on && /^STATUS/ { print; exit }')" "STATUS:CANCELLED"
check "as to-dos" 0 rapport $today --db s.db export --ics --todo -o todo.ics
has "says how many" "$err" "of the queue to todo.ics"
has "to-dos have a due day" "$(cat todo.ics)" "DUE;VALUE=DATE:2026"
check "not over a file that is there" 1 rapport $today --db s.db export --ics -o todo.ics
refs=$(rapport --db s.db export --ndjson --private | python3 -c '
import json, sys
for line in sys.stdin:
    r = json.loads(line)
    if r["type"] == "referral" and r["patient_ref"]:
        print(r["patient_ref"])')
is "no patient reference is in it" "$(grep -cF "$refs" todo.ics)" 0
check "with --private" 0 rapport $today --db s.db export --ics --private
is "the patients whom items are about are named" "$(tr -d '\r' <<<"$out" | grep -c 'Patient: ')" "$(rapport $today --db s.db today --days 365 --json | python3 -c '
import json, sys
print(sum(1 for i in json.load(sys.stdin) if i["rule"] in ("thank", "bad-news", "report-evaluation", "report-progress", "report-discharge", "poc", "ask-patient")))')"
check "of one source" 0 rapport $today --db s.db export --ics --of okafor
is "only what is about her" "$(tr -d '\r' <<<"$out" | awk '/^BEGIN:VEVENT/ { open = 0; her = 0 } /^STATUS:CONFIRMED/ { open = 1 } /^SUMMARY:.*Okafor/ { her = 1 } /^END:VEVENT/ { n += open; m += open && her } END { print (n > 0), (n == m) }')" "1 1"

# What is settled in another way than by a step comes as cancelled too, under its name and with its words.
event() { # KEY: the lines of that event, unfolded
	tr -d '\r' <"$1" | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g' | awk -v uid="UID:$2@rapport" '/^BEGIN:VEVENT/ { n = 0; on = 0 } { l[n++] = $0; if ($0 == uid) on = 1 } /^END:VEVENT/ { if (on) for (i = 0; i < n; i++) print l[i] }'
}
line_of() { event "$1" "$2" | grep "^$3:"; }
thank=$(rapport $today --db s.db today --days 365 --json | python3 -c 'import json,sys; print(next(i["item"] for i in json.load(sys.stdin) if i["rule"] == "thank"))')
source=$(rapport $today --db s.db today --days 365 --json | python3 -c 'import json,sys; print([i["item"] for i in json.load(sys.stdin) if i["rule"] == "thank"][-1])')
check "before the thanks" 0 rapport $today --db s.db export --ics -o before.ics
is "the thanks are open" "$(line_of before.ics "$thank" STATUS)" "STATUS:CONFIRMED"
check "it is done" 0 rapport $today --db s.db done "$thank"
check "another is dropped" 0 rapport $today --db s.db drop "$source"
touch=$(rapport $today --db s.db today --days 365 --json | python3 -c 'import json,sys; print([i["item"] for i in json.load(sys.stdin) if i["rule"] == "touch"][0])')
check "a line is put off" 0 rapport $today --db s.db later "$touch" 2026-05-20
check "after the thanks" 0 rapport $today --db s.db export --ics -o after.ics
has "it says what is taken away" "$err" " taken away."
is "thanks that were given are taken away" "$(line_of after.ics "$thank" STATUS)" "STATUS:CANCELLED"
is "with a summary" "$(line_of after.ics "$thank" SUMMARY | grep -c 'SUMMARY:Thank .*R-')" 1
is "what was dropped is taken away" "$(line_of after.ics "$source" STATUS)" "STATUS:CANCELLED"
is "under the words it had" "$(line_of after.ics "$source" SUMMARY)" "$(line_of before.ics "$source" SUMMARY)"
seq_of() { line_of "$1" "$2" SEQUENCE | cut -d: -f2; }
is "what moved has moved" "$(event after.ics "$touch" | grep ^DTSTART)" "DTSTART;VALUE=DATE:20260520"
for key in "$thank" "$source" "$touch"; do
	is "a later SEQUENCE: ${key%%:*}" "$(($(seq_of after.ics "$key") > $(seq_of before.ics "$key")))" 1
done
is "no name is there twice" "$(tr -d '\r' <after.ics | grep '^UID' | sort | uniq -d | wc -l)" 0
check "the thanks are taken back" 0 rapport $today --db s.db undo
