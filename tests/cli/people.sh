# Finding, adding, editing, stages, quiet ones; who is meant by a word; exit codes.
today="--today 2026-03-10"
check "reading without a book says how to make one" 1 rapport $today find okafor
has "in words" "$err" "rapport sample"
check "a source is added, and the book made" 0 rapport $today add "Dr. Priya Okafor" --practice "Lakeside Orthopedics" --phone 555-0142 --kind physician --tags "knees, data" --payers BCBS
has "it says so" "$err" "Added Dr. Priya Okafor, First impression."
is "the book is private" "$(stat -c %a "$HOME/.local/share/rapport/clinic.db" 2>/dev/null || stat -c %a "$XDG_DATA_HOME/rapport/clinic.db")" 600
check "the same name is asked about" 1 rapport $today add "Priya Okafor"
has "naming the one who is there" "$err" "Looks like Dr. Priya Okafor, Lakeside Orthopedics"
check "the same phone too" 1 rapport $today add "Somebody Else" --phone "(555) 0142"
check "and added anyway when told" 0 rapport $today add "Priya Okafor" --practice "Other Clinic" --anyway
check "two matches do nothing" 1 rapport $today log okafor call
has "both are listed" "$err" "Lakeside Orthopedics"
has "with the other" "$err" "Other Clinic"
check "undo takes one step back" 0 rapport $today undo
check "then the word is clear" 0 rapport $today edit okafor --npi 1234567893 --most-important "a fast first visit"
check "accents do not matter" 0 rapport $today add "Zoë Müller" --via okafor
check "find without them" 0 rapport $today find zoe muller
has "finds her" "$out" "Zoë Müller"
check "digits find a phone" 0 rapport $today find 0142
has "its owner" "$out" "Dr. Priya Okafor"
check "a tag finds" 0 rapport $today find knees
check "nobody" 1 rapport $today find okfrx
check "a wrong NPI is refused" 1 rapport $today edit okafor --npi 1234567890
has "with the reason" "$err" "check digit"
check "an unknown value" 1 rapport $today edit okafor --kind plumber
has "with those that are" "$err" "physician"
check "an unknown option" 2 rapport $today edit okafor --phon 1
has "with the nearest" "$err" "--phone"
check "an unknown command" 2 rapport $today fnd
has "with the nearest" "$err" "find"
check "show prints the card" 0 rapport $today show okafor
has "its phone" "$out" "555-0142"
has "what matters" "$out" "a fast first visit"
check "show --json is JSON" 0 rapport $today show okafor --json
is "with the source" "$(printf '%s' "$out" | python3 -c 'import json,sys; print(json.load(sys.stdin)["source"]["npi"])')" 1234567893
check "a stage" 0 rapport $today stage okafor 2
has "is said with what is open" "$err" "Still open: "
check "the same stage again" 1 rapport $today stage okafor 2
check "let go needs a reason" 1 rapport $today stage okafor letgo
check "pause" 0 rapport $today stage okafor pause "on leave" --until "1 apr"
check "a wrong stage" 2 rapport $today stage okafor 4
check "nobody is quiet yet" 0 rapport $today quiet
has "well kept" "$out" "Well kept"
check "those who are live are after a while" 0 rapport --today 2026-09-10 quiet --json
is "and no paused one" "$(printf '%s' "$out" | python3 -c 'import json,sys; print([r["name"] for r in json.load(sys.stdin)])')" "['Zoë Müller']"
check "labels and source were one step" 0 rapport $today history --json
is "by one person" "$(printf '%s' "$out" | python3 -c 'import json,sys; print({r["who"] for r in json.load(sys.stdin) if r["how"]=="do"})')" "{'maria'}"
check "all is whole" 0 rapport $today check
