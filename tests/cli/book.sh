# The book's own: undo, redo, history, settings, the clinic and its staff; nothing is written by halves or by looking.
today="--today 2026-03-10"
book() # what the whole book holds, in short
{
	rapport $today export --json --private --no-timestamp | cksum
}
rapport $today add "Dr. Priya Okafor" --practice Lakeside --kind physician 2>/dev/null
before=$(book)
same() # NAME
{
	is "$1" "$(book)" "$before"
}

# --- undo, redo, history ---
check "a change" 0 rapport $today edit okafor --phone 555-0142 --tags "knees, data"
check "goes back" 0 rapport $today undo
same "whole"
check "and comes back" 0 rapport $today redo
has "whole" "$(rapport $today show okafor)" "knees"
check "another person has nothing to take back" 1 rapport --user jo $today undo
is "one line" "$err" "rapport: Nothing to undo."
check "both at once: jo's change" 0 rapport --user jo $today edit okafor --phone 555-0999
check "maria takes hers back" 0 rapport $today undo
has "jo's phone stays" "$(rapport $today show okafor)" "555-0999"
rapport $today config quiet-days 31 2>/dev/null
has "a setting that was none is back to what it is without" "$(rapport $today undo 2>&1)" "Undone: quiet-days back to 90."
rapport $today config quiet-days 31 2>/dev/null
rapport $today config quiet-days 45 2>/dev/null
has "one that was set is back to that" "$(rapport $today undo 2>&1)" "Undone: quiet-days back to 31."
has "and to what it was before" "$(rapport $today undo 2>&1)" "Undone: quiet-days back to 90."
check "history" 0 rapport $today history
has "says who" "$out" "jo"
has "by the clocks of the place" "$(TZ=XYZ-5 rapport --db tz.db $today add Ann 2>/dev/null; SOURCE_DATE_EPOCH=1773151380 rapport --db tz.db $today add Ben 2>/dev/null; TZ=XYZ-5 rapport --db tz.db history)" "2026-03-10 19:03"
has "in JSON by Greenwich" "$(TZ=XYZ-5 rapport --db tz.db history --json)" "2026-03-10T14:03:00Z"
has "and what" "$out" "Dr. Priya Okafor changed"
check "of one source" 0 rapport $today history --of okafor --most 2 --json
is "so many" "$(printf '%s' "$out" | python3 -c 'import json, sys; print([sorted(r) for r in json.load(sys.stdin)][1:])')" \
	"[['at', 'how', 'label', 'records', 'step', 'undone', 'who']]"
check "of nobody" 1 rapport $today history --of nemo
check "a number that is none" 2 rapport $today history --most some

# --- edit and find ---
before=$(book)
check "no change is a mistake" 2 rapport $today edit okafor
has "in words" "$err" "say what changes"
check "a list that is refused with a field that is not" 1 rapport $today edit okafor --tags new --npi 12
same "changes neither"
check "nobody found is 1 in text" 1 rapport $today find nemo
check "and in JSON" 1 rapport $today find nemo --json
is "which is still JSON" "$out" "[]"
check "completion finds nobody quietly" 0 rapport $today find --complete nemo
is "with no line" "$out$err" ""
check "and prints bare names" 0 rapport $today find --complete oka
is "alone" "$out" "Dr. Priya Okafor"

# --- settings ---
check "settings are listed" 0 rapport $today config
has "with what they do" "$out" "quiet-days"
check "one is printed" 0 rapport $today config quiet-days
is "alone" "$out" 90
check "one as JSON" 0 rapport $today config quiet-days --json
is "alone too" "$out" '{"quiet-days":"90"}'
check "one is set" 0 rapport $today config quiet-days 60
is "and holds" "$(rapport $today config quiet-days)" 60
check "it goes back" 0 rapport $today undo
is "to what it was" "$(rapport $today config quiet-days)" 90
check "a value that is none" 1 rapport $today config quiet-days soon
check "a name that is none" 1 rapport $today config colour
check "nor set" 1 rapport $today config colour blue

# --- the clinic ---
check "the clinic" 0 rapport $today clinic --name "Riverside PT" --payers "BCBS, Aetna" --services "hands"
check "shows what was set" 0 rapport $today clinic --json
is "all of it" "$(printf '%s' "$out" | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["clinic"]["name"], d["payers"], d["services"])')" \
	"Riverside PT Aetna, BCBS hands"
check "it was one step" 0 rapport $today undo
hasnt "the name is back" "$(rapport $today clinic)" "Riverside"
hasnt "and the lists" "$(rapport $today clinic)" "BCBS"
before=$(book)
check "a field that is refused" 1 rapport $today clinic --payers "Humana" --npi 123
same "leaves the list alone"

# --- staff ---
check "staff" 0 rapport $today staff lee --name "Lee Park" --role therapist
has "are listed" "$(rapport $today staff)" "Lee Park"
check "one is shown" 0 rapport $today staff lee
has "by field" "$out" "therapist"
check "as JSON" 0 rapport $today staff lee --json
check "changed and asked for JSON" 0 rapport $today staff lee --role owner --json
has "it is changed" "$(rapport $today staff)" "owner"
before=$(book)
check "looking for nobody" 1 rapport $today staff tpyo
same "adds nobody"
check "nor does it as JSON" 1 rapport $today staff tpyo --json
check "all is whole" 0 rapport $today check
is "in one line" "$(printf '%s\n' "$out" | grep -cE '^[0-9]+ records, [0-9]+ steps of history: all is well\.$')" 1
