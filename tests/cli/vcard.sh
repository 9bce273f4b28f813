# Address books: what phones and mail programs export comes in; what goes out is read again by another program.
today="--today 2026-03-10"
read_card() # FILE: the source that its first card becomes, into card.json
{
	rm -f v.db*
	rapport $today --db v.db import "$1" >/dev/null 2>&1
	rapport --db v.db export --ndjson >card.json 2>/dev/null
}
field() # FIELD: of that source
{
	python3 -c '
import json, sys
rows = [json.loads(line) for line in open("card.json")]
source = next(r for r in rows if r["type"] == "source")
source["practice"] = next((r["name"] for r in rows if r["type"] == "practice"), None)
print(source[sys.argv[1]])' "$1"
}
phones=$FIXTURES/vcard

read_card "$phones/phone-iphone.vcf"
is "iPhone: name" "$(field name)" "Mr. John Richter James Doe Sr."
is "iPhone: the work phone before others" "$(field phone)" "905-777-1234"
is "iPhone: the work fax" "$(field fax)" "905-999-1234"
is "iPhone: the escaped colon of the address" "$(field website)" "http://www.ibm.com"
is "iPhone: the work address on one line" "$(field address)" "Street4, Building 6, Floor 8"
is "iPhone: the practice" "$(field practice)" "IBM"
is "iPhone: no stray text" "$(field note)" "None"
read_card "$phones/phone-gmail.vcf"
is "Gmail: name with an escaped comma" "$(field name)" "Mr. John Richter James Doe Sr."
is "Gmail: phone" "$(field phone)" "905-555-1234"
has "Gmail: folded note, escaped quotes" "$(field note)" 'CONTRIBUTORS "AS IS" AND'
has "Gmail: the note's second line" "$(field note)" $'DAMAGE.\nFavotire Color: Blue'
read_card "$phones/phone-ms-outlook.vcf"
is "Outlook: phone" "$(field phone)" "(905) 555-1234"
is "Outlook: e-mail" "$(field email)" "john.doe@ibm.cm"
has "Outlook: note" "$(field note)" "THIS SOFTWARE IS PROVIDED BY GEORGE EL-HADDAD ''AS IS''"
hasnt "Outlook: no label, no XML" "$(field note)" "Cresent"

printf 'BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;Zo=EB;;Dr.;PT\r\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Caf=C3=A9 on=\r\n Main;=0D=0Aring twice=\r\n=21\r\nTEL;WORK;VOICE:1\r\nEND:VCARD\r\n' >old.vcf
read_card old.vcf
is "2.1: a name in the charset of Windows" "$(field name)" "Dr. Zoë Müller"
is "2.1: its credentials" "$(field credentials)" "PT"
is "2.1: soft breaks, one before a blank" "$(field note)" $'Café on Main;\nring twice!'
printf 'BEGIN:VCARD\nVERSION:4.0\nFN:Fit Forge Gym\nTEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+1-905-555-0100;ext=12\nKIND:org\nEND:VCARD\nbegin:vcard\nversion:4.0\nn:Kim;Alan;;;\nitem1.tel:555-0177\nitem1.x-ablabel:Work Fax\nend:vcard' >new.vcf
read_card new.vcf
is "4.0: a phone as an address" "$(field phone)" "+1-905-555-0100 ext. 12"
check "two cards" 0 rapport $today --db two.db import new.vcf
has "are two sources" "$err" "2 sources added"
has "a label makes a fax of it" "$(rapport $today --db two.db show kim)" "Fax          555-0177"
check "the same again" 0 rapport $today --db two.db import new.vcf
has "changes nothing" "$err" "Nothing new in new.vcf"
printf 'BEGIN:VCARD\nVERSION:3.0\nFN:Half A Card\n' >half.vcf
check "half a card" 0 rapport $today --db half.db import half.vcf
has "is named" "$out" "line 1: the card that begins here has no end and is left out"
printf 'BEGIN:VCARD\nVERSION:3.0\nFN:Out Er\nAGENT:\nBEGIN:VCARD\nFN:In Ner\nEND:VCARD\nTEL:7\nEND:VCARD\n' >nested.vcf
read_card nested.vcf
is "a card inside a card is not the card" "$(field name)" "Out Er"
printf '\xff\xfe' >wide.vcf; printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Wide Name\r\nEND:VCARD\r\n' | iconv -t UTF-16LE >>wide.vcf
read_card wide.vcf
is "UTF-16" "$(field name)" "Wide Name"

rapport $today --db s.db sample 2>/dev/null
check "an address book goes out" 0 rapport $today --db s.db export --vcard --no-timestamp
printf '%s\n' "$out" >out.vcf
is "a card each" "$(grep -c '^BEGIN:VCARD' out.vcf)" "$(rapport $today --db s.db find --json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')"
is "no line over 75 bytes" "$(LC_ALL=C awk '{ sub(/\r$/, "") } length($0) > 75' out.vcf)" ""
is "every line ends in CR LF" "$(grep -vc $'\r$' out.vcf)" "0"
if /usr/bin/python3 -c 'import vobject' 2>/dev/null; then
	is "another reader finds the same" "$(/usr/bin/python3 - out.vcf <<'PY'
import sys, vobject
cards = list(vobject.readComponents(open(sys.argv[1], newline="", encoding="utf-8").read()))
zoe = next(c for c in cards if c.fn.value == "Dr. Zoë Müller")
print(len(cards), zoe.n.value.family, zoe.n.value.given, zoe.n.value.prefix, zoe.version.value)
PY
)" "$(grep -c '^BEGIN' out.vcf) Müller Zoë Dr. 3.0"
else
	skip "another reader finds the same" "python3-vobject is not there"
fi
check "into a new book" 0 rapport $today --db t.db import out.vcf
is "everybody comes back" "$(rapport $today --db t.db find --json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')" "$(grep -c '^BEGIN' out.vcf)"
check "and again into the old one" 0 rapport $today --db s.db import out.vcf
has "is nothing new" "$err" "Nothing new in out.vcf"
check "one of them" 0 rapport $today --db s.db export --vcard --of okafor -o okafor.vcf
is "is one card" "$(grep -c '^BEGIN' okafor.vcf)" 1
is "for nobody else to read" "$(stat -c %a okafor.vcf)" 600
check "one file each" 0 rapport $today --db s.db export --vcard --split -o cards
is "named after them" "$(ls "cards/Dr. Zoë Müller.vcf")" "cards/Dr. Zoë Müller.vcf"
check "split without a folder" 2 rapport $today --db s.db export --vcard --split
check "two formats at once" 2 rapport $today --db s.db export --vcard --csv
has "says which" "$err" "--csv or --vcard, not both"
printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Roe\r\nN:Roe;Ann;;;\r\nTITLE:podiatry\r\nX-RAPPORT-SPECIALTY:podiatry\r\nEND:VCARD\r\n' >own.vcf
read_card own.vcf
is "our own title for want of a role" "$(field role) $(field specialty)" "None podiatry"
