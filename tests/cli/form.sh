# The clinic's referral form and its business card: what they say, what the profile lacks, and what is of nobody.
today="--today 2026-03-10"
check "a made-up clinic" 0 rapport $today sample
book=$HOME/.local/share/rapport/clinic.db

check "a business card" 0 rapport $today form
is "holds the profile" "$out" "Hillside PT
Physical and occupational therapy
240 Hillside Avenue, Suite 3, Prescott, AZ 86301
Refer a patient: 555-0102
Fax: 555-0101
Referral form: hillsidept.example
E-mail: frontdesk@hillsidept.example
We take: Aetna, BCBS, Cigna, Medicare, United, Workers' comp"
is "and lacks nothing" "$err" ""
is "--text is the same" "$(rapport $today form --text)" "$out"
check "where the form is" 0 rapport $today form --at "hillsidept.example/refer"
has "is on the card" "$out" "Referral form: hillsidept.example/refer"

check "a form" 0 rapport $today form --html form.html
is "is written" "$err" "Wrote form.html."
is "for us alone" "$(stat -c %a form.html)" 600
page=$(cat form.html)
for text in "<h1>Hillside PT</h1>" "<b>555-0102</b>" "<b>555-0101</b>" "240 Hillside Avenue" "Evaluate and treat" "Within 48 hours" \
	"Physical therapy" "Occupational therapy" "aquatic therapy" "Workers&#39; comp" "Signature" "ICD-10"; do
	has "on it stands: $text" "$page" "$text"
done
hasnt "a discipline that is not ours" "$page" "Speech therapy"
is "fields to fill in" "$(grep -c '<input type="text"\|<textarea\|<input type="tel"' form.html)" 19
is "each by its own name" "$(grep -o '<\(input type="text"\|input type="tel"\|input type="checkbox"\|textarea\) name="[^"]*"' form.html | sed 's/.*name=//' | sort | uniq -d)" ""
hasnt "no script" "$page" "<script"
hasnt "nothing from outside" "$page" "://"
sqlite3 "$book" "SELECT name FROM sources UNION SELECT patient_ref FROM referrals WHERE patient_ref IS NOT NULL" >people
is "of nobody" "$(grep -Fwf people form.html)" ""
if command -v tidy >/dev/null; then
	is "tidy finds nothing" "$(tidy -qe form.html 2>&1)" ""
else
	skip "tidy" "it is not installed"
fi
check "to standard output" 0 rapport $today form --html -
is "is the same page" "$out" "$page"

check "over a file" 1 rapport $today form --html people
has "it is not written" "$err" "people: File exists"
check "into no folder" 3 rapport $today form --html none/form.html
check "both at once" 2 rapport $today form --html form2.html --text
is "is said" "$err" "rapport: --text or --html, not both"
check "an address on the page" 2 rapport $today form --html form2.html --at x
check "records" 2 rapport $today form --json
check "a word too many" 2 rapport $today form kim
is "nothing was written" "$(ls form2.html 2>&1 | grep -c 'No such')" 1

# What is typed stays text.
check "signs in the profile" 0 rapport $today clinic --name 'A<b>&"C"' --disciplines "Speech therapy, <i>audiology</i>"
page=$(rapport $today form --html - 2>/dev/null)
has "are signs on the page" "$page" "<h1>A&lt;b&gt;&amp;&quot;C&quot;</h1>"
has "its discipline" "$page" "<span>Speech therapy</span>"
has "one that forms do not have" "$page" "<span>&lt;i&gt;audiology&lt;/i&gt;</span>"
hasnt "no tag of theirs" "$page" "<i>"

# A profile that is new says what is missing, and one that leads nowhere is refused.
check "an empty book" 0 rapport --db new.db $today add "Mei Lin"
check "has no form" 1 rapport --db new.db $today form --html new.html
has "for want of a name and a number" "$err" "the clinic's profile has no name, and no referral line, phone or fax"
check "a name alone" 0 rapport --db new.db $today clinic --name "New PT"
check "leads nowhere" 1 rapport --db new.db $today form
has "as is said" "$err" "has no referral line, phone or fax: nobody could tell where to refer to"
check "a phone" 0 rapport --db new.db $today clinic --phone 555-0199
check "is enough" 0 rapport --db new.db $today form --html new.html
is "with what is missing" "$err" "Wrote new.html. Not in the clinic's profile yet: disciplines, referral line, fax, address, services, payers (\`clinic\` fills it in)."
has "the phone is the line" "$(cat new.html)" "<span>Referral line</span> <b>555-0199</b>"
has "insurance is written by hand" "$(cat new.html)" "<legend>Insurance</legend>"
hasnt "no empty services" "$(cat new.html)" "<legend>Services</legend>"
has "no fax to send it to" "$(cat new.html)" "read it to us by phone, 555-0199"
