# Announcements: who gets what and who is left out, the files, one step back, nothing by halves, and who was told.
today="--today 2026-03-10"
check "a clinic" 0 rapport $today clinic --name "Hillside PT" --phone 555-0100 --address "1 Hill Road" --city Prescott --state AZ --zip 86301
check "one with e-mail" 0 rapport $today add "Dr. Zoë Müller" --email zoe@peak.example --practice "Peak Sports" --populations "runners, athletes"
check "one with an address" 0 rapport $today add "Nia Brooks" --credentials NP --address "2 East St" --city Prescott --state AZ --zip 86303
check "one with neither" 0 rapport $today add "Coach Dan Weiss" --phone 555-0109 --kind school
check "one who will be paused" 0 rapport $today add "Dr. Lou Becker" --email lou@becker.example
check "one who will be let go" 0 rapport $today add "Mei Lin" --email mei@lin.example
check "a patient" 0 rapport $today add "Jo Park" --kind patient --email jo@park.example

check "nobody is a partner yet" 1 rapport $today announce "New pool" --dry-run
has "and that is said" "$err" "no partner to tell yet"
check "an empty list" 0 rapport $today announce
has "says how to begin" "$out" "Nothing was announced yet"

for who in zoe nia dan becker mei; do check "$who is one" 0 rapport $today stage $who 2; done
check "the patient too" 0 rapport $today stage park 2
check "paused" 0 rapport $today stage becker pause --until 2026-04-03
check "let go" 0 rapport $today stage mei letgo "moved away"
check "a stranger" 0 rapport $today add "Dr. New Person"

outbox=$HOME/rapport/outbox
check "a preview" 0 rapport $today announce "New pool" --dry-run
has "counts" "$out" "1 e-mail draft, 1 letter with its label and 1 to call or visit."
has "says who has no e-mail" "$out" "2 of 3 have no e-mail: 1 goes on the label sheet, 1 has no address either and is called or visited."
has "and who is left out" "$out" "3 left out"
has "a pause" "$out" "Dr. Lou Becker: paused until Fri 3 Apr"
has "one let go" "$out" "Mei Lin: let go"
has "a patient" "$out" "Jo Park: a patient, not a partner"
has "strangers" "$out" "1 more in First impression are no partners yet"
has "the letter filled" "$out" "Dear Coach Dan Weiss,"
has "with the title" "$out" "      New pool"
hasnt "no field is left" "$out" "{"
has "where it would go" "$err" "$outbox/2026-03-10-New pool"
is "nothing is written" "$(ls "$HOME/rapport" 2>/dev/null)" ""
is "nothing is kept" "$(rapport $today announce --json)" "[]"
check "as JSON" 0 rapport $today announce "New pool" --dry-run --json
is "each with its reason" "$(python3 -c 'import json, sys
p = json.load(sys.stdin); print(len(p["recipients"]), [x["why"] for x in p["left_out"]])' <<<"$out")" "3 ['a patient, not a partner', 'paused until Fri 3 Apr', 'let go']"
check "for runners" 0 rapport $today announce "New pool" --fit RUNNER --dry-run
has "only who treats them" "$out" "Nia Brooks: not for “RUNNER”: whom they treat is not noted"
check "to some" 0 rapport $today announce "New pool" --to "zoe, park" --to becker --dry-run
has "a patient when named" "$out" "2 e-mail drafts."
has "the paused one is not" "$out" "Dr. Lou Becker: paused until Fri 3 Apr"
check "to nobody" 2 rapport $today announce "New pool" --to " , " --dry-run
check "to somebody unknown" 1 rapport $today announce "New pool" --to zorro --dry-run
has "who is named" "$err" "zorro"
check "a title without quotes" 2 rapport $today announce New pool
has "is told how" "$err" "rapport announce \"New pool\""
check "a gap of a template" 1 rapport $today announce "New pool" --letter outcomes
has "is named" "$err" "(type the figures here"
printf 'Dear {nobody}\n' >odd.txt
check "an unknown field" 1 rapport $today announce "New pool" --text odd.txt
has "is named" "$err" "{nobody}"
: >empty.txt
check "an empty letter" 1 rapport $today announce "New pool" --text empty.txt
has "is refused" "$err" "the letter is empty"
is "and nothing was written" "$(ls "$HOME/rapport" 2>/dev/null)" ""

printf 'Dear {salutation},\n\nat last: {title}.\n\n{from}\n' >own.txt
check "made" 0 rapport $today announce "New pool" --text own.txt
has "says what" "$err" "Wrote 1 e-mail draft and 1 letter with its label."
has "who is left" "$err" "3 left out."
has "what waits" "$err" "All 3 wait in Today."
folder=$outbox/2026-03-10-"New pool"
is "the files" "$(ls "$folder")" "Dr. Zoë Müller.eml
labels.html
letters.html
read-me.txt"
is "are private" "$(stat -c %a "$folder"/* | sort -u)" 600
is "in a private folder" "$(stat -c %a "$folder")" 700
has "the draft" "$(cat "$folder/Dr. Zoë Müller.eml")" "Subject: New pool"
has "in its own words" "$(cat "$folder/Dr. Zoë Müller.eml")" "at last: New pool."
has "the label" "$(cat "$folder/labels.html")" "Nia Brooks, NP<br>
2 East St<br>
Prescott, AZ 86303"
has "the letter" "$(cat "$folder/letters.html")" "Dear Nia Brooks,"
has "with our address" "$(cat "$folder/letters.html")" "1 Hill Road"
has "a list to tick off" "$(cat "$folder/read-me.txt")" "[ ] Coach Dan Weiss, 555-0109"
has "and who is not on it" "$(cat "$folder/read-me.txt")" "Mei Lin: let go"
if command -v tidy >/dev/null; then
	for page in labels letters; do is "$page.html is sound" "$(tidy -e -q "$folder/$page.html" 2>&1)" ""; done
else
	skip "the pages are sound" "there is no tidy"
fi
check "in Today" 0 rapport $today today
has "by e-mail" "$out" "tell the news: New pool"
check "again at once" 1 rapport $today announce "New POOL" --text own.txt
has "all have it" "$err" "in Today already, announced on Tue 10 Mar"
check "the list" 0 rapport $today announce
has "counts" "$out" "0 of 3 told"

check "undone" 0 rapport $today undo
has "and the files stay" "$err" "Undone: announcement of New pool. Its files stay."
is "they do" "$(ls "$folder" | wc -l)" 4
is "the records do not" "$(rapport $today announce --json)" "[]"
hasnt "Today is empty of it" "$(rapport $today today)" "New pool"
check "brought back" 0 rapport $today redo
has "with its lines" "$(rapport $today today)" "New pool"

item=$(rapport $today today --json | python3 -c 'import json, sys
print([i["item"] for i in json.load(sys.stdin) if i["rule"] == "announce" and i["source"] == "Nia Brooks"][0])')
check "told on a visit" 0 rapport $today done "$item" "wants a tour" --by visit
has "so it says" "$err" "Told Nia Brooks by visit."
has "on the timeline" "$(rapport $today show nia)" "New pool: wants a tour."
check "not twice" 1 rapport $today done "$item"
check "one more by its title" 0 rapport $today announce told pool zoe
has "is named" "$err" "Dr. Zoë Müller told of “New pool”"
check "one who was told" 1 rapport $today announce told 1 zoe
has "is refused" "$err" "Dr. Zoë Müller was told already"
check "one who was not chosen" 1 rapport $today announce told 1 becker
has "is refused too" "$err" "was not chosen for it"
check "the rest" 0 rapport $today announce told 1 --by call
has "by call" "$(rapport $today announce 1)" "Coach Dan Weiss               call   Tue 10 Mar"
check "nobody is left" 1 rapport $today announce told 1
has "so it says" "$err" "everybody was told"
is "as JSON" "$(rapport $today announce 1 --json | python3 -c 'import json, sys
n = json.load(sys.stdin); print(n["told"], n["open"], sorted(r["told_by"] for r in n["recipients"]))')" "3 0 ['call', 'email', 'visit']"
check "one step back" 0 rapport $today undo
has "leaves one" "$(rapport $today announce)" "2 of 3 told"
check "let go meanwhile" 0 rapport $today stage dan letgo "gone"
hasnt "he is not asked for" "$(rapport $today today)" "New pool"
check "nor told" 1 rapport $today announce told 1
has "and that is said" "$err" "Coach Dan Weiss is let go"
check "no such one" 1 rapport $today announce told "old pool"
check "a day later" 0 rapport --today 2026-03-11 announce "New pool" --text own.txt
is "it may be told again" "$(ls "$outbox")" "2026-03-10-New pool
2026-03-11-New pool"
check "two of a name" 1 rapport $today announce told pool
has "are both named" "$err" "2  New pool"

# nothing by halves
before=$(rapport $today history --json | md5sum)
mkdir "$HOME/.config/rapport"
printf '[files]\noutbox = %s\n' "$HOME/own.txt/out" >"$HOME/.config/rapport/config"
check "an outbox that is none" 1 rapport $today announce "Other news" --text own.txt
is "no record" "$(rapport $today history --json | md5sum)" "$before"
rm "$HOME/.config/rapport/config"
# so deep that the folder and the first draft fit, but not that for somebody with a long name
long=$(printf 'z%.0s' {1..70})
check "a long name" 0 rapport $today add "$long" --email long@name.example
check "is a partner" 0 rapport $today stage "$long" 2
deep=$HOME/deep
while [ ${#deep} -lt 3800 ]; do deep=$deep/$(printf 'd%.0s' {1..200}); done
deep=$deep/$(printf 'e%.0s' $(seq 1 $((4004 - ${#deep}))))
before=$(rapport $today history --json | md5sum)
check "half of the drafts can be written" 1 env HOME="$deep" "$RAPPORT" $today announce "Other news" --text own.txt
has "the one that cannot" "$err" "$long.eml: File name too long"
is "no folder is left" "$(find "$HOME/deep" -name '2026*')" ""
is "and no record" "$(rapport $today history --json | md5sum)" "$before"
deep=${deep%eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee}
check "a little less deep" 0 env HOME="$deep" "$RAPPORT" $today announce "Other news" --text own.txt
rm -rf "$HOME/deep"
