# Letters and e-mail drafts: templates, what a mail program reads, names that mean harm, the outbox.
today="--today 2026-03-10"
check "a clinic" 0 rapport $today clinic --name "Hillside PT" --phone 555-0100
check "staff" 0 rapport $today staff maria --name "Maria Vega"
check "a source" 0 rapport $today add "Dr. Zoë Müller" --email zoe@peak.example --practice "Peak Sports"
check "one without e-mail" 0 rapport $today add "Coach Dan Weiss"
check "letters" 0 rapport letters
has "are listed" "$out" "introduce"
check "a letter is printed as it stands" 0 rapport letters thank
has "with its fields" "$out" "{salutation}"

outbox=$HOME/rapport/outbox
check "a draft" 0 rapport $today write zoe check-in
has "says where" "$err" "$outbox/2026-03-10-check-in/Dr. Zoë Müller.eml"
is "the file is private" "$(stat -c %a "$outbox/2026-03-10-check-in/Dr. Zoë Müller.eml")" 600
is "and its folder" "$(stat -c %a "$outbox/2026-03-10-check-in")" 700
read_mail()
{
	python3 -c 'import email, email.policy, sys
m = email.message_from_bytes(open(sys.argv[1], "rb").read(), policy=email.policy.default)
print(m["To"]); print(m["Subject"]); print(m["X-Unsent"], m["From"], m["Date"]); print(m.get_content())' "$1"
}
mail=$(read_mail "$outbox/2026-03-10-check-in/Dr. Zoë Müller.eml")
has "to whom" "$mail" '"Dr. Zoë Müller" <zoe@peak.example>'
has "a draft without sender and day" "$mail" "1 None None"
has "fields are filled" "$mail" "Dear Dr. Müller,"
has "the practice" "$mail" "how things are at Peak Sports"
has "from us" "$mail" "Maria Vega"
hasnt "none is left" "$mail" "{"
check "a second one" 0 rapport $today write zoe check-in
has "stands beside the first" "$err" "Dr. Zoë Müller 2.eml"
check "who has no e-mail" 0 rapport $today write "Dan Weiss" introduce
has "gets a letter" "$err" "has no e-mail: a letter instead"
is "as text" "$(ls "$outbox/2026-03-10-introduce")" "Coach Dan Weiss.txt"
check "a link" 0 rapport $today write zoe thank --as link
has "is printed" "$out" "mailto:zoe@peak.example?subject=Thank%20you"
check "a letter of one's own words" 0 eval "printf 'Hello {salutation}\n' | rapport $today write zoe thank --as text --text - --subject Hi -o own.txt"
is "as typed" "$(cat own.txt)" "Hello Dr. Müller"
check "an existing file is not written over" 1 rapport $today write zoe thank -o own.txt
check "logged" 0 rapport $today write zoe outcomes --log
has "so it says" "$err" "Logged."
has "in the timeline" "$(rapport $today show zoe)" "How your patients are doing"
check "undo takes the log back" 0 rapport $today undo
hasnt "and it is gone" "$(rapport $today show zoe)" "How your patients are doing"

mkdir -p "$HOME/.config/rapport/letters"
printf 'Subject: Hello {name}\n\nOur own words for {salutation}.\n' >"$HOME/.config/rapport/letters/thank.txt"
has "the clinic's own takes its place" "$(rapport letters)" "your own"
check "and is used" 0 rapport $today write zoe thank -o mine.eml
has "in its words" "$(cat mine.eml)" "Our own words for Dr. M"
printf 'Dear {nobody}\n' >"$HOME/.config/rapport/letters/odd.txt"
check "one without a subject" 1 rapport letters
has "is named" "$err" "odd.txt"
printf 'Subject: x\n\nDear {nobody}\n' >"$HOME/.config/rapport/letters/odd.txt"
check "an unknown field" 1 rapport $today write zoe odd
has "too" "$err" "{nobody}"
rm "$HOME/.config/rapport/letters/odd.txt"
check "a letter that is none" 1 rapport $today write zoe poem
has "names those there are" "$err" "check-in, introduce"
check "another way" 2 rapport $today write zoe thank --as fax

check "a hostile name" 0 rapport $today add "../../etc/x\"<a@b>" --email "a@b.example>"
check "stays in its folder" 0 rapport $today write "etc/x" introduce
is "under a harmless name" "$(ls "$outbox/2026-03-10-introduce" | grep -c '^-\.-\.\.-etc-x\|etc-x')" 1
printf '[files]\noutbox = ~/drafts\n' >"$HOME/.config/rapport/config"
check "another outbox" 0 rapport $today write zoe introduce
is "is used" "$(ls "$HOME/drafts")" "2026-03-10-introduce"

check "a letter on standard output" 0 rapport --db bare.db $today add "Dr. Pia Bay"
check "with a profile that says no phone" 0 rapport --db bare.db $today clinic --name "Hill PT"
check "is printed" 0 rapport --db bare.db $today write pia news -o -
has "with its subject" "$out" "Subject: New at Hill PT"
has "and its hole is named" "$err" "The clinic's phone is not known: the letter says “You reach us at .”"
is "no file is called so" "$(ls | grep -cx -e -)" 0
check "printing logs nothing" 2 rapport --db bare.db $today write pia news -o - --log
rapport --db bare.db $today stage pia 3 2>/dev/null
check "news that would go out so" 0 rapport --db bare.db $today announce Pool --dry-run
has "says it first" "$out" "The clinic's phone is not known: the letter says “You reach us at .”"
has "and counts those without e-mail" "$out" "1 of 1 has no e-mail: 1 has no address either and is called or visited."
check "with a phone" 0 rapport --db bare.db $today clinic --phone 555-0100
hasnt "nothing is short" "$(rapport --db bare.db $today announce Pool --dry-run)" "not known"
has "a rule is told without where it comes from" "$(rapport $today rules thank)" "Patients send patients."
has "an event is an event" "$(rapport --db bare.db $today event --help)" "Fields of an event"
