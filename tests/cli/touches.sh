# log, thank, next: what is written, who is met, what comes next, and what is refused.
today="--today 2026-03-10"
book() # what the whole book holds, in short
{
	rapport $today export --json --private --no-timestamp | cksum
}
rapport $today add "Dr. Priya Okafor" --practice Lakeside --kind physician 2>/dev/null
rapport $today add "Rosa Delgado" --practice Lakeside --kind coordinator --gatekeeper yes 2>/dev/null
rapport $today add "Ben Sato" --kind physician 2>/dev/null
touch_of() # WHO EXPRESSION over the last touch t
{
	rapport $today show "$1" --json | python3 -c 'import json, sys
t = [m["record"] for m in json.load(sys.stdin)["timeline"] if m["type"] == "touch"][0]
print(eval(sys.argv[1]))' "$2"
}

check "a lunch in one line" 0 rapport $today log okafor lunch "brought outcomes" --purpose outcomes --cost '$46.50' --next 2w --what "call about it" --they
is "is said in one line" "$err" 'Logged lunch with Dr. Priya Okafor. Next: call, Tue 24 Mar.   `rapport undo` takes it back'
is "and nothing is printed" "$out" ""
is "it holds what was said" "$(touch_of okafor '(t["channel"], t["note"], t["purpose"], t["cost_cents"], t["direction"], t["by"], t["on"])')" \
	"('lunch', 'brought outcomes', 'outcomes', 4650, 'they', 'maria', '2026-03-10')"
has "the step stands on the card" "$(rapport $today show okafor)" "call, Tue 24 Mar: call about it"
check "on another day, by another person" 0 rapport $today --user jo log okafor visit --on yest --met rosa
is "is theirs" "$(rapport $today show okafor --json | python3 -c 'import json, sys
print([(m["record"]["on"], m["record"]["by"], m["record"]["met_id"] is not None) for m in json.load(sys.stdin)["timeline"] if m["record"].get("channel") == "visit"])')" \
	"[('2026-03-09', 'jo', True)]"
check "several at one table" 0 rapport $today log okafor meeting --with "Rosa Delgado, Somebody New"
check "words of a note need no quotes" 0 rapport $today log sato call left a message --result message
is "they are one note" "$(touch_of sato 't["note"]')" "left a message"
check "0 is no next step" 0 rapport $today log okafor call --next 0
hasnt "and the open one is gone" "$(rapport $today show okafor)" "call about it"

before=$(book)
check "a channel that is none" 2 rapport $today log okafor fax
has "names those that are" "$err" "visit, lunch, call"
check "a day that is none" 1 rapport $today log okafor lunch --on "31 feb"
has "by its option" "$err" "--on: “31 feb” is not a date"
check "a day to come" 1 rapport $today log okafor lunch --on 2026-03-20
check "a next day that is none" 1 rapport $today log okafor lunch --next someday
check "a purpose that is none" 1 rapport $today log okafor lunch --purpose bribe
has "names those that are" "$err" "introduce, pitch, ask"
check "an amount that is none" 1 rapport $today log okafor lunch --cost twelve
check "a note with an escape in it" 1 rapport $today log okafor lunch "$(printf 'a\033[31mb')"
check "a note that is no UTF-8" 1 rapport $today log okafor lunch "$(printf '\377\376')"
check "nobody of that name" 1 rapport $today log nemo lunch
check "two of one name" 1 rapport $today log lakeside call
has "both are listed" "$err" "Rosa Delgado"
check "a day is not left out" 2 rapport $today next okafor
check "a kind of step that is none" 2 rapport $today next okafor 2w --kind fax
check "no thanks owed" 1 rapport $today thank sato card
check "thanks by fax" 2 rapport $today thank okafor fax
check "thanks for a number that is none" 1 rapport $today thank R-99999 card
is "all that wrote nothing" "$(book)" "$before"

check "a step by itself" 0 rapport $today next sato "24 mar" bring the flyer --kind visit
has "stands on the card" "$(rapport $today show sato)" "visit, Tue 24 Mar: bring the flyer"
check "a new one takes its place" 0 rapport $today next sato fri
is "one is open" "$(rapport $today export --ndjson | grep '"type":"step"' | grep -c '"state":"open"')" 1
rapport $today refer sato "T 1" --on 2026-03-05 2>/dev/null
rapport $today refer sato "T 2" --on 2026-03-06 2>/dev/null
check "thanks go for the oldest" 0 rapport $today thank sato card
has "which is named" "$(rapport $today referral "T 1" --json)" '"thanked_on":"2026-03-10"'
has "and not for the next" "$(rapport $today referral "T 2" --json)" '"thanked_on":null'
check "one is marked as not needed" 0 rapport $today thank "$(rapport $today referral "T 2" | head -n 1 | cut -d' ' -f1)" none
check "then none is owed" 1 rapport $today thank sato call
check "all is whole" 0 rapport $today check

check "a drop-in that met nobody" 0 rapport $today log sato visit "left our card" --result message --next 0
has "says so on the record" "$(rapport $today show sato)" "Left message. left our card."
hasnt "and is no first meeting" "$(rapport $today today --days 30 --json)" second-meeting
check "one that did" 0 rapport $today log sato visit --next 0
has "is" "$(rapport $today today --days 30 --json)" second-meeting
check "a next step that lies behind" 1 rapport $today next sato yesterday
is "is refused in words" "$err" "rapport: a next step lies ahead; today is the earliest"
check "with a touch too" 1 rapport $today log sato call --next yest
is "by its option" "$err" "rapport: --next: a next step lies ahead; today is the earliest"
check "today is ahead" 0 rapport $today next sato today
rapport $today add "Long Ago" 2>/dev/null
rapport $today config owed-from 2026-01-01 2>/dev/null
check "what was long ago" 0 rapport $today log "long ago" visit --on 2026-02-01
is "says how late the next is" "$err" 'Logged visit with Long Ago. Next: 23d late.   `rapport undo` takes it back'
