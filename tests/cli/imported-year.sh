# limit: 240
# A year that was imported makes the right queue, on that day and 40 days later, with nothing run in between. What must stand in it is
# computed from the export by queue_of.py.
tools=$(dirname "$FIXTURES")/cli
import_day=2026-11-23

# queue DAY DAYS [counts]: what is not in the queue as the rows have it
queue()
{
	rapport --today "$1" export --json --private >book.json
	rapport --today "$1" config --json >settings.json
	rapport --today "$1" today --days "$2" --json >queue.json
	python3 -B "$tools/queue_of.py" book.json settings.json "$1" "$2" queue.json $3 2>&1
}

# right WHAT COUNTS: the queue is as it must be, with so many of each
right()
{
	is "$1: so many must be asked" "$(queue $import_day 0 counts)" "$2"
	is "$1: and in the next 60 days" "$(queue $import_day 60)" ""
	is "$1: 40 days later" "$(queue 2027-01-02 0)" ""
	is "$1: and the 30 days from then" "$(queue 2027-01-02 30)" ""
}

cp "$FIXTURES"/*.csv .
for list in partners contact-log referral-report referral-report-next-month; do
	check "$list" 0 rapport --today $import_day import $list.csv
done
right "from two weeks before" "move-on 7 report-evaluation 5 thank 8 touch 47"
rapport --today $import_day config --json | sed 's/"thank-days":"1"/"thank-days":"2"/' >settings.json
has "what is not as it must be would show" "$(python3 -B "$tools/queue_of.py" book.json settings.json 2027-01-02 30 queue.json)" \
	"due 2026-11-13, but the queue says 2026-11-12"

check "more of it is owed" 0 rapport --today $import_day config owed-from 2026-06-01
right "from June" "move-on 45 report-evaluation 153 thank 176 touch 47"
check "the next day" 0 rapport --today $import_day config owed-from 2026-11-09

# a person works on it
rapport --today $import_day today --json >queue.json
thank=$(python3 -c 'import json; print([i["item"] for i in json.load(open("queue.json")) if i["rule"] == "thank"][0])')
report=$(python3 -c 'import json; print([i["item"] for i in json.load(open("queue.json")) if i["rule"] == "report-evaluation"][0])')
check "one is thanked" 0 rapport --today $import_day done "$thank"
check "one is reported to" 0 rapport --today $import_day done "$report"
check "one has a step" 0 rapport --today $import_day next "Wen Okafor" 2026-12-30 call
check "one moves on" 0 rapport --today $import_day stage "Alan Ferreira" 2
check "one is called" 0 rapport --today $import_day log "Dan Yoo" call "asked about knees"
right "after a day's work" "move-on 7 report-evaluation 4 thank 7 touch 45"
for act in called moved stepped reported thanked owed owed; do
	check "$act is taken back" 0 rapport --today $import_day undo
done
right "with that taken back" "move-on 7 report-evaluation 5 thank 8 touch 47"
for n in 1 2 3 4; do
	check "the lists are taken back" 0 rapport --today $import_day undo
done
is "nobody is in the book" "$(rapport --today $import_day export --ndjson | grep -c '"type":"source"')" 0
is "and nothing is asked" "$(rapport --today 2027-01-02 today --days 60 --json | python3 -c 'import json, sys
print([i["item"] for i in json.load(sys.stdin) if i["source"]])')" "[]"
