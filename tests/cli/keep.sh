# People who stand in the book twice, and people and patients who are to be forgotten.
today="--today 2026-03-10"
book() # what the whole book holds
{
	rapport $today export --json --private --no-timestamp
}
member() # NAME: of the first object of a JSON array on standard input
{
	python3 -c 'import json, sys; print(json.load(sys.stdin)[0][sys.argv[1]])' "$1"
}
check "an empty book" 0 rapport $today sample --sources 1 --touches 0 --referrals 0
check "has nobody twice" 0 rapport $today duplicates
is "in words" "$out" "Nobody seems to be there twice."
check "and as JSON" 0 rapport $today duplicates --json
is "an empty list" "$out" "[]"

# --- twice ---
rapport $today add "Dr. Priya Adeyemi" --practice Lakeside --phone 555-0142 --note "likes tea" --tags "knees" 2>/dev/null
rapport $today log "Dr. Priya Adeyemi" lunch "brought outcomes" --next 2w 2>/dev/null
rapport $today refer "Dr. Priya Adeyemi" "JM 1057" --for knee 2>/dev/null
rapport $today add "P. Adeyemi" --phone "(555) 0142" --email priya@lake.example --note "two children" --tags "knees, data" --anyway 2>/dev/null
rapport $today log "P. Adeyemi" call "asked for cards" --next 3d 2>/dev/null
check "two that look alike" 0 rapport $today duplicates
has "are listed with the reason" "$out" "the same phone and a like name"
check "as JSON too" 0 rapport $today duplicates --json
who=$(printf '%s' "$out" | member who)
into=$(printf '%s' "$out" | member into)
is "the one with more stays" "$(printf '%s' "$out" | member into_name)" "Dr. Priya Adeyemi"
book >before
check "looked at first" 0 rapport $today merge "$who" "$into" --dry-run
has "what differs" "$out" "(555) 0142  "
has "what comes along" "$out" "E-mail"
has "and what moves" "$out" "would move 1 touch, 0 referrals and 3 other records"
check "by looking nothing is changed" 0 eval 'book | cmp - before'
check "a field there is none of" 2 rapport $today merge "$who" "$into" --field colour=WHO
check "a place there is none of" 2 rapport $today merge "$who" "$into" --field phone=mine
check "both of what holds one value" 2 rapport $today merge "$who" "$into" --field phone=BOTH
check "somebody with themselves" 1 rapport $today merge "$who" "$who"
check "by refusals neither" 0 eval 'book | cmp - before'
check "merged" 0 rapport $today merge "$who" "$into" --field phone=who --field stage=into
has "says so" "$err" "Merged P. Adeyemi into Dr. Priya Adeyemi."
has "and what was left out" "$out" "Left out: Name P. Adeyemi, Phone 555-0142."
card=$(rapport $today show "$into")
has "the phone that was chosen" "$card" "(555) 0142"
has "the address that only one had" "$card" "priya@lake.example"
has "the touches of both" "$card" "asked for cards"
has "of both" "$card" "brought outcomes"
is "one open step, the earlier one" "$(rapport $today today --days 30 --json | python3 -c 'import json, sys; print([r["due"] for r in json.load(sys.stdin) if r["rule"] == "step" and "Adeyemi" in str(r)])')" "['2026-03-13']"
is "words without doubles" "$(rapport $today show "$into" --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["tags"])')" "data, knees"
is "and notes of both" "$(rapport $today show "$into" --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["source"]["note"])')" "likes tea
two children
Also known as P. Adeyemi"
has "the history shows it as theirs" "$(rapport $today history --of "$into" --most 1)" "P. Adeyemi merged into Dr. Priya Adeyemi"
check "the other is gone" 1 rapport $today show "$who"
check "all is whole" 0 rapport $today check
book >merged
check "it is one step" 0 rapport $today undo
check "which undo takes back whole" 0 eval 'book | cmp - before'
check "and redo brings back" 0 rapport $today redo
check "whole too" 0 eval 'book | cmp - merged'
check "then" 0 rapport $today check

# --- a person forgotten ---
left() # WORD: in how many files beside the book it stands
{
	cat rapport.db* .local/share/rapport/clinic.db* 2>/dev/null | grep -a -c -i -e "$1"
}
check "nobody is forgotten unasked" 1 rapport $today forget "$into"
has "it is said what would go" "$err" "Dr. Priya Adeyemi goes for ever, with 2 touches"
has "and what would stay" "$err" "1 referral stays as a number, without a source"
has "there is nobody to ask" "$err" "--yes"
words='Adeyemi|555-0142|priya@lake|likes tea|two children|asked for cards'
(IFS='|'; for word in $words; do [ "$(left "$word")" -gt 0 ] || echo "$word"; done) >nowhere
is "what is to go is there to be found" "$(cat nowhere)" ""
check "one at a time" 2 rapport $today forget "$into" --patient "JM 1057"
check "who is nobody" 1 rapport $today forget nemo --yes
cat >ask.py <<'PY'
import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[2], sys.argv[2:])
seen, answered = b"", False
while True:
    try:
        got = os.read(fd, 1024)
    except OSError:
        break
    if not got:
        break
    seen += got
    if not answered and b"for ever: " in seen:
        os.write(fd, sys.argv[1].encode() + b"\n")
        answered = True
sys.stdout.write(seen.decode(errors="replace").replace("\r", ""))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
PY
check "something else is typed" 1 python3 ask.py "yes" "$RAPPORT" $today forget "$into"
has "and nothing forgotten" "$out" "nothing was forgotten"
check "the name is typed" 0 python3 ask.py "dr. priya adeyemi" "$RAPPORT" $today forget "$into"
has "and they are forgotten" "$out" "Forgotten."
has "what else holds it is said" "$out" "Backups still hold it"
for word in Adeyemi 555-0142 "(555) 0142" 5550142 priya@lake "likes tea" "two children" "asked for cards"; do
	is "nothing of “$word” is left" "$(left "$word")" 0
done
check "the book is whole" 0 rapport $today check
has "the referral is there" "$(rapport $today referral R-1001 2>&1; rapport $today referral "JM 1057")" "JM 1057"
check "undo does not bring them back" 1 rapport $today undo
has "and says why" "$err" "“a person was forgotten” cannot be taken back"
has "the history says who forgot" "$(rapport $today history --most 1)" "maria  a person was forgotten"
check "nor does redo" 1 rapport $today redo

# --- a patient forgotten ---
rapport $today add "Rosa Delgado" 2>/dev/null
rapport $today refer rosa "KT 2001" --for hip --note "fell on the ice" 2>/dev/null
rapport $today log rosa call "KT 2001 walks again" 2>/dev/null
check "no such patient" 1 rapport $today forget --patient "XX 9999" --yes
check "a patient" 0 rapport $today forget --patient "KT 2001" --yes
has "it says what brings the referral back" "$err" "A report that names them brings the referral back: leave them out of it."
is "nothing of the reference is left" "$(left 'KT 2001')" 0
is "nor of the note" "$(left 'on the ice')" 0
has "the referral stays" "$(rapport $today show rosa)" "hip"
has "and the rest of the sentence" "$(rapport $today show rosa)" "(forgotten) walks again"
check "the other patient's too" 0 rapport $today referral "JM 1057"
check "all is whole at the end" 0 rapport $today check
check "the file alone is written anew" 0 rapport $today forget
has "and says that" "$err" "written anew"
check "no pairs at all is no wish" 2 rapport $today duplicates --most 0
has "and says from where on" "$err" "--most is a number from 1 on"
check "a small book" 0 rapport --db small.db add "Ann Bell"
check "goes out" 0 rapport --db small.db export --json -o small.json
has "one is one" "$err" ": 1 source, 0 touches, 0 referrals and "
