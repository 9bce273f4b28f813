# Address labels: who gets one, half-used sheets, drifting printers, and that no file is written over.
today="--today 2026-03-10"
check "one with an address of her own" 0 rapport $today add "Nia Brooks" --credentials NP --practice "Peak Sports" --address "2 East St" --city Prescott --state AZ --zip 86303
check "one at a practice" 0 rapport $today add "Dr. Zoë <Müller>" --credentials MD --practice "Peak Sports"
check "one without" 0 rapport $today add "Coach Dan Weiss"
check "nobody else" 1 rapport $today export --labels --of dan
has "so there is nothing to print" "$err" "nobody has an address"
printf 'Practice,Name,Address,City,State,Zip\nPeak & Sports,Rosa Delgado,18 Lake Dr,Prescott,AZ,86301\n' >list.csv
check "one from a list" 0 rapport $today import list.csv

check "labels" 0 rapport $today export --labels
has "are counted" "$err" "2 labels for 5160. No address: Coach Dan Weiss, Dr. Zoë <Müller>."
has "her own address names no practice" "$out" "<p>Nia Brooks, NP<br>
2 East St<br>
Prescott, AZ 86303</p>"
has "a page of letter paper" "$out" "@page { size: 8.5in 11in; margin: 0; }"
has "the first label" "$out" 'style="left: 0.1875in; top: 0.5in"'
check "from the last free label on" 0 rapport $today export --labels --first 30 --offset=-1,0.5 -o used.html
is "takes two sheets" "$(grep -c 'class="sheet"' used.html)" 2
has "and is moved" "$(cat used.html)" "left: 5.64813in; top: 9.51969in"
is "is private" "$(stat -c %a used.html)" 600
check "not over it" 1 rapport $today export --labels -o used.html
has "so it says" "$err" "used.html is there already; nothing was written"
check "other sheets" 0 rapport $today export --labels --sheet l7163 --of nia
has "in their measure" "$out" "width: 99.1mm; height: 38.1mm;"
check "a card" 0 rapport $today export --labels --sheet 4x6 --of nia -o card.html
check "a sheet that is none" 2 rapport $today export --labels --sheet 5163
has "names those there are" "$err" "--sheet: there is no sheet “5163”; there are 5160, 5161, L7163, 4x6"
check "a label that is none" 2 rapport $today export --labels --sheet 5161 --first 21
check "an offset that is none" 2 rapport $today export --labels --offset 3
check "an option of labels alone" 2 rapport $today export --first 3
has "is not passed over" "$err" "--first belongs to --labels"
check "no such folder" 1 rapport $today export --labels -o none/labels.html

check "nobody was thanked by card" 1 rapport $today export --labels --cards 1w
check "a referral" 0 rapport --today 2026-03-08 refer nia "JM 1057" --for knee
check "a card of thanks" 0 rapport --today 2026-03-09 thank nia card
check "its label" 0 rapport $today export --labels --cards 1w
has "is there" "$out" "Nia Brooks, NP"
hasnt "without the patient" "$out" "1057"
hasnt "and nobody else's" "$out" "Rosa"
check "not for an older day" 1 rapport $today export --labels --cards today
check "nobody is owed thanks" 1 rapport $today export --thank-cards
has "so there is no card" "$err" "nobody is owed thanks today"
check "a referral more" 0 rapport --today 2026-03-09 refer zoë "TB 2211" --for neck
check "a card with the words of thanks" 0 rapport $today export --thank-cards -o thanks.html
has "is counted, and no more than written" "$err" "Wrote 1 thank-you card to thanks.html. Nothing was logged."
has "has the source's name made safe" "$(cat thanks.html)" "<p>Dear Dr. &lt;Müller&gt;,<br>"
hasnt "and no patient" "$(cat thanks.html)" "2211"
has "a phone that is not known is a hole, and is said" "$err" "The clinic's phone is not known: the letter says “If you would like anything done differently, please tell us: .”."
check "the clinic's phone" 0 rapport $today clinic --phone "928 555 0100"
check "then a card" 0 rapport $today export --thank-cards
has "names it" "$out" "please tell us: 928 555 0100."
has "and only the name is missing" "$err" "Nothing was logged. The clinic's name is not known: a line of the letter is empty."
has "so thanks are still owed" "$(rapport $today today)" "hank"
check "not over it" 1 rapport $today export --thank-cards -o thanks.html
check "for whom it is asked" 0 rapport $today export --thank-cards --of nia,dan
is "a card each" "$(grep -c 'class="card"' <<<"$out")" 2
check "for whom was thanked by card" 0 rapport $today export --thank-cards --cards 1w
has "in their own name" "$out" "Dear Nia Brooks"
check "other words" 0 rapport $today export --thank-cards --letter check-in
hasnt "take the place of thanks" "$out" "thank you for sending"
check "words that are none" 1 rapport $today export --thank-cards --letter thanx
mkdir -p .config/rapport/letters
{ printf 'Subject: Much\n\n'; for i in $(seq 60); do echo "so many words of thanks that no card has the room"; done; } >.config/rapport/letters/long.txt
check "words without end" 1 rapport $today export --thank-cards --letter long
has "are too long" "$err" "the letter long is too long for a card"
check "an option of cards alone" 2 rapport $today export --letter thank
has "belongs to cards" "$err" "--letter belongs to --thank-cards"
if command -v tidy >/dev/null; then
	for page in used card thanks; do is "$page.html is sound" "$(tidy -e -q "$page.html" 2>&1)" ""; done
else
	skip "the pages are sound" "there is no tidy"
fi
