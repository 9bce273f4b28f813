# The line itself: options anywhere, what is refused before a book is touched, the config file, output that cannot be written.
today="--today 2026-03-10"
rapport $today add "Dr. Priya Okafor" --practice Lakeside 2>/dev/null
check "options stand anywhere" 0 rapport --days 7 $today today --json
check "two dashes end them" 0 rapport $today log okafor call -- --next is a word here
has "and the rest are words" "$(rapport $today show okafor)" "--next is a word here"
check "one dash is no note" 2 rapport $today log okafor call -next 2w
has "the option is named" "$err" "did you mean --next?"
hasnt "and nothing is logged" "$(rapport $today show okafor)" "2w"
check "a command that looks like an option" 2 rapport -- --weird
check "an unknown option names the nearest" 2 rapport $today edit okafor --most-importan x
has "as it is typed" "$err" "did you mean --most-important?"
is "in one line" "$(printf '%s\n' "$err" | wc -l)" 1
check "a book without a name" 2 rapport --db "" today
check "a person without one" 2 rapport --user "" today
check "a colour that is none" 2 rapport --color blue today

# --- help and version ---
check "help" 0 rapport --help
is "fits 24 rows" "$(printf '%s\n' "$out" | awk 'END { print (NR <= 24) }')" 1
is "of 80 columns" "$(printf '%s\n' "$out" | awk 'length($0) > 80')" ""
names=$(printf '%s\n' "$out" | sed -n 's/^  .\{10\}  //p')
has "which names the commands" "$names" "staff"
for name in $names; do
	rapport "$name" --help >"help.$name" 2>&1 || echo "$name has none"
	awk -v name="$name" 'length($0) > 80 { print name ": " $0 }' "help.$name"
done >long
is "every command's help does" "$(cat long)" ""
check "version" 0 rapport --version
check "help into a full disk" 1 sh -c '"$RAPPORT" --help >/dev/full'
has "says so" "$err" "standard output: cannot be written"
check "records into a full disk" 1 sh -c '"$RAPPORT" find >/dev/full'
has "says so" "$err" "standard output: cannot be written"
check "records into nothing" 1 sh -c '"$RAPPORT" find >&-'
is "a reader who leaves ends it quietly" "$({ rapport --help | :; } 2>&1)" ""

# --- no book yet ---
for command in today "find x" "show x" "edit x --phone 1" "log x call" "refer x" "referral R-1" "thank x card" "next x 2w" \
	"done x" "later x 2w" "drop x" "stage x 2" quiet top export undo redo history check; do
	rapport --db none.db $today $command >said 2>&1
	is "no book: $command" "$? $(grep -c 'No book at none.db yet' said)" "1 1"
done
is "and none was made" "$(ls none.db* 2>&1 | grep -c '^none')" 0
for command in "add Somebody" "clinic --name Ours" "staff jo --name Jo" "config quiet-days 80" sample; do
	name=${command%% *}
	rapport --db "made-$name.db" $today $command 2>said
	is "a book is made by $command" "$? $(ls "made-$name.db")" "0 made-$name.db"
done
export RAPPORT_DB=made-add.db
has "RAPPORT_DB names the book" "$(rapport $today find)" "Somebody"
hasnt "--db comes before it" "$(rapport --db made-clinic.db $today find 2>&1)" "Somebody"
unset RAPPORT_DB

# --- the config file ---
rapport $today refer okafor "T 1" 2>/dev/null
mkdir -p "$XDG_CONFIG_HOME/rapport"
config=$XDG_CONFIG_HOME/rapport/config
check "the default config" 0 rapport config --default
printf '%s\n' "$out" >"$config"
check "can be used as it is" 0 rapport $today find okafor
is "without a word" "$err" ""
printf '[screen]\ndates = day-first\n' >"$config"
check "a day first date" 0 rapport $today referral "T 1" --order-on 3/2
has "in a field" "$(rapport $today referral "T 1" --json)" '"order_on":"2026-02-03"'
check "and in an option" 0 rapport $today log okafor call --on 1/2
has "too" "$(rapport $today show okafor --json)" '"on":"2026-02-01"'
printf '[screen]\ntheme = dark\ndates = dayfirst\nnonsense\n' >"$config"
check "a bad line of it does not stop a command" 0 rapport $today find okafor
has "it is named by its number" "$err" "line 3: dates is one of: month-first, day-first"
has "and so is the next" "$err" "line 4"
check "all of one in the whole" 0 rapport $today check
