# Refused rows are not lost: they stand, as they stood, in a file of their own, with the line and the reason.
today="--today 2026-11-23"
mode()
{
	stat -c %a "$1"
}

printf 'Clinic export\n\nName,"Phone, office",Notes,Phone\nWen Okafor,,fine,928 555 0100\n,x,"two\r\nlines, ""quoted""",=1+1\n , ,,,,\n' >list.csv
check "a list comes in" 0 rapport $today import list.csv
has "where the refused row is is said" "$err" "1 source added, 1 refused. The refused row stands in list.csv.rejects.csv."
is "the file is for nobody else" "$(mode list.csv.rejects.csv)" 600
is "it holds the row as it stood, the line and the reason" "$(cat list.csv.rejects.csv)" \
	"$(printf '\357\273\277Refused because,Line,Name,"Phone, office",Notes,Phone\r\nno name,5,,x,"two\nlines, ""quoted""",'"'"'=1+1\r')"
check "the list again" 0 rapport $today import list.csv
has "names the same file" "$err" "1 refused. The refused row still stands in list.csv.rejects.csv."
is "and makes no other" "$(ls)" "$(printf 'list.csv\nlist.csv.rejects.csv')"

# Put right in that file, it comes in.
sed 's/^no name,5,,/no name,5,Ivan Yoo,/' list.csv.rejects.csv >mended.csv
check "the row comes in once it is mended" 0 rapport $today import mended.csv
has "as somebody new" "$err" "Imported mended.csv: 1 source added."
has "the reason is no column of ours" "$out" "Columns left out: Refused because, Line"
[ ! -e mended.csv.rejects.csv ] && ok "nothing refused, no file" || fail "nothing refused, no file"
has "the note is whole" "$(rapport $today export --json)" 'two\nlines, \"quoted\"'

# Another list of that name
printf 'Name,Phone\n,928 555 0111\n' >list.csv
check "another list of that name" 0 rapport $today import list.csv
has "gets a file beside the first" "$err" "stands in list.csv.rejects 2.csv."
has "which is as it was" "$(cat list.csv.rejects.csv)" "no name,5,,x,"

check "a place can be named" 0 rapport $today import list.csv --rejects bad.csv
has "and is said" "$err" "The refused row stands in bad.csv."
check "but not one that is taken" 1 rapport $today import list.csv --rejects bad.csv
has "which is said, and nothing is imported" "$err" "bad.csv is there already; nothing was imported"
check "nor a folder that is not there" 1 rapport $today import list.csv --rejects nowhere/bad.csv
has "which is said" "$err" "the refused rows cannot be written: "
check "standard input has no place beside it" 0 rapport $today import - <list.csv
has "so the row is only listed" "$err" "1 refused."
hasnt "and no file is made" "$(ls)" "-.rejects"
check "but one can be named" 0 rapport $today import - --rejects piped.csv <list.csv
has "which is said" "$err" "The refused row stands in piped.csv."

mkdir closed && cp list.csv closed && chmod 500 closed
if [ "$(id -u)" = 0 ]; then
	skip "a folder that cannot be written to" "root may write everywhere"
else
	check "a folder that cannot be written to" 0 rapport $today import closed/list.csv
	has "loses no import" "$err" "The refused rows could not be kept in a file: "
fi
chmod 700 closed

# A report about patients
printf 'Patient ID,Referral Date,Referring Doctor\nP1,yesterday week,Wen Okafor\n' >report.csv
check "a report with a bad day" 0 rapport $today import report.csv
has "its rejects are as private as the report" "$err" "It tells of patients: keep it as you keep the report."
has "they hold the row" "$(cat report.csv.rejects.csv)" "P1,yesterday week,Wen Okafor"

# What comes to nothing leaves nothing.
printf 'Name,Phone\n,1\nA B,"2\n' >broken.csv
check "a broken file" 1 rapport $today import broken.csv
[ ! -e broken.csv.rejects.csv ] && ok "leaves no file" || fail "leaves no file"

printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\r\nTEL;TYPE=WORK:928 555 0100\r\nEND:VCARD\r\n' >cards.vcf
check "a card without a name" 0 rapport $today import cards.vcf
has "stands there whole" "$(cat cards.vcf.rejects.csv)" "TEL;TYPE=WORK:928 555 0100"
