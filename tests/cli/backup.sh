# Backup and restore by command: files, folders with generations, passphrases, what is refused, older books.
today="--today 2026-03-10"
umask 022
book() # FILE: all that it holds
{
	rapport --db "$1" $today export --json --private --no-timestamp
}
check "a book" 0 rapport --db book.db $today sample --sources 12 --touches 40 --referrals 20
book book.db >before

# --- a file ---
check "a backup" 0 rapport --db book.db $today backup copy
has "says where" "$err" "in copy."
is "the file is private" "$(stat -c %a copy)" 600
is "nothing else is left in the folder" "$(ls -A | grep -c part)" 0
check "one that is there is not written over" 1 rapport --db book.db $today backup copy
has "in words" "$err" "copy is there already; nothing was written"
check "no folder" 1 rapport --db book.db $today backup nowhere/copy
has "in words too" "$err" "nowhere/copy cannot be made: there is no such folder"
is "it is a book by itself" "$(sqlite3 copy 'PRAGMA journal_mode; SELECT COUNT(*) FROM sources')" "delete
12"
check "it is looked at" 0 rapport --db none.db $today restore copy --dry-run
has "and told" "$out" "copy is whole: 12 sources, 40 touches and 20 referrals"
is "no book is made by that" "$(ls none.db 2>&1 | grep -c cannot)" 1
check "into a new place" 0 rapport --db new.db $today restore copy
book new.db >after
check "the same comes back" 0 cmp before after
check "and whole" 0 rapport --db new.db $today check
has "the history says so" "$(rapport --db new.db $today history)" "backup copy restored"
check "undo stops there" 1 rapport --db new.db $today undo
has "and says why" "$err" "“backup copy restored” cannot be taken back"
check "a book with records is not replaced" 1 rapport --db new.db $today restore copy
has "what it holds is said" "$err" "the book holds 12 sources"
has "and how to" "$err" "--replace"
rapport --db new.db $today add "Dr. New" 2>/dev/null
book new.db >changed
check "unless asked" 0 rapport --db new.db $today restore copy --replace
has "the other is kept" "$err" "new.db.before-restore-1"
book new.db >after
check "the same comes back again" 0 cmp before after
check "what was there can be had again" 0 rapport --db new.db $today restore new.db.before-restore-1 --replace
book new.db >after
check "all of it" 0 cmp changed after
has "beside the second one kept" "$(ls)" "new.db.before-restore-2"
check "the book itself is no backup" 1 rapport --db new.db $today restore new.db
has "and says so" "$err" "is the book itself"
check "something else is none" 3 rapport --db new.db $today restore before
has "and says that" "$err" "neither a backup nor a book"
check "nothing is none" 1 rapport --db new.db $today restore nothing
has "is said in words" "$err" "nothing: there is no such file"
cp copy opened
check "a backup that was opened as a book" 0 rapport --db opened $today add "Ann Bell"
check "in use" 1 rapport --db in-use.db $today restore opened
has "is none while its changes stand beside it" "$err" "a book in use"
check "but a backup of it is one" 0 rapport --db opened $today backup opened-copy
check "and it itself when all is in it" 0 eval 'sqlite3 opened "PRAGMA wal_checkpoint(TRUNCATE)" >opened.said'
check "then" 0 rapport --db opened.db $today restore opened
has "with what was added" "$(rapport --db opened.db $today find ann)" "Ann Bell"
head -c 40960 copy >short
check "one that is cut off where a page ends" 3 rapport --db new.db $today restore short
is "is named, in words" "$err" "rapport: short is damaged: it is cut off, or something in it was changed"
: >empty
check "a passphrase file without one" 1 rapport --db book.db $today backup sealed-empty --passphrase-file empty
has "is called empty" "$err" "empty: the file is empty"
check "no passphrase file" 1 rapport --db book.db $today backup sealed-empty --passphrase-file none
has "is said so" "$err" "none: there is no such file"
head -c 60000 copy >short
check "one that is cut off" 3 rapport --db new.db $today restore short
has "is named" "$err" "short: it is cut off"
{ head -c 50000 copy; printf 'X'; tail -c +50002 copy; } >changed-byte
check "one with a changed byte" 3 rapport --db new.db $today restore changed-byte
has "is named too" "$err" "changed-byte: it is damaged"
check "nothing of this changed the book" 0 rapport --db new.db $today check
sqlite3 foreign.db 'CREATE TABLE t (a); PRAGMA application_id = 1383166064'
check "a database of another program" 3 rapport --db new.db $today restore foreign.db

# --- a book of an earlier version ---
sqlite3 old.db <"$FIXTURES/book-1.sql"
check "an older one" 0 rapport --db was-old.db $today restore old.db
check "is brought to this version" 0 rapport --db was-old.db $today check
is "the file it came from is not" "$(sqlite3 old.db 'PRAGMA user_version')" 1
is "and no copy of it is made" "$(ls | grep -c 'version-')" 0
sqlite3 newer.db <"$FIXTURES/book-1.sql"
sqlite3 newer.db 'PRAGMA user_version = 99'
check "a newer one" 3 rapport --db was-new.db $today restore newer.db
has "is not" "$err" "newer rapport"

# --- a folder ---
mkdir many
at() # SECONDS ARGUMENTS...: at that second
{
	local seconds=$1
	shift
	SOURCE_DATE_EPOCH=$seconds rapport --db book.db $today backup many "$@"
}
for i in 1 2 3; do
	check "backup $i" 0 at $((1773151200 + i))
done
check "two in one second" 0 at 1773151203
is "they have the time as a name" "$(ls many)" "rapport-2026-03-10-140001.rapport
rapport-2026-03-10-140002.rapport
rapport-2026-03-10-140003-2.rapport
rapport-2026-03-10-140003.rapport"
echo mine >many/rapport-2020-01-01-000000.rapport
echo mine >many/letter.txt
check "three are kept" 0 at 1773151210 --keep 3
has "the rest is counted" "$err" "2 older ones were removed"
is "the newest three, and what is not ours" "$(ls many)" "letter.txt
rapport-2020-01-01-000000.rapport
rapport-2026-03-10-140003-2.rapport
rapport-2026-03-10-140003.rapport
rapport-2026-03-10-140010.rapport"
cp many/rapport-2026-03-10-140010.rapport many/rapport-2099-01-01-000000.rapport
check "beside one of a clock that was ahead" 0 at 1773151210 --keep 1
is "the new one stays" "$(ls many | grep -v letter)" "rapport-2020-01-01-000000.rapport
rapport-2026-03-10-140010-2.rapport"
check "none are kept" 1 at 1773151211 --keep 0
check "so many of a file" 1 rapport --db book.db $today backup one --keep 2
has "make no sense" "$err" "in a folder"
check "a number that is none" 2 rapport --db book.db $today backup many --keep some
check "without a word" 0 rapport --db book.db $today backup
is "it goes to the folder of backups" "$(ls "$HOME/rapport/backups" | grep -c '^rapport-.*\.rapport$')" 1
is "which is private" "$(stat -c %a "$HOME/rapport/backups")" 700
mkdir -p "$HOME/.config/rapport"
printf '[files]\nbackups = ~/safe\n' >"$HOME/.config/rapport/config"
check "or to another that is named" 0 rapport --db book.db $today backup
is "in the config" "$(ls "$HOME/safe" | wc -l)" 1

# --- a passphrase ---
printf 'several good words\nnot this line\n' >words
check "encrypted" 0 rapport --db book.db $today backup sealed --passphrase-file words
has "it says so" "$err" "encrypted"
is "no word of it can be read" "$(grep -c -a 'SQLite\|Okafor\|Lakeside' sealed)" 0
is "it is private too" "$(stat -c %a sealed)" 600
check "without the passphrase" 1 rapport --db sealed.db $today restore sealed
has "there is nobody to ask" "$err" "no terminal"
check "a wrong one" 1 eval 'echo "several bad words" | rapport --db sealed.db '"$today"' restore sealed --passphrase-file -'
has "is told from damage" "$err" "sealed: that is not its passphrase"
check "the right one" 0 eval 'echo "several good words" | rapport --db sealed.db '"$today"' restore sealed --passphrase-file -'
book sealed.db >after
check "brings all of it back" 0 cmp before after
head -c 40000 sealed >short
check "cut off" 3 rapport --db sealed.db $today restore short --passphrase-file words --replace
has "is told before the passphrase is tried" "$err" "short: it is cut off: 40000 of"
printf 'short\n' >few
check "too short a passphrase" 1 rapport --db book.db $today backup other --passphrase-file few
has "is refused" "$err" "at least 8 characters"
is "with nothing written" "$(ls other 2>&1 | grep -c cannot)" 1

# at a terminal it is asked for twice and not shown; python drives the terminal
cat >ask.py <<'PY'
import os, pty, sys
answers, command = sys.argv[1].split("|"), sys.argv[2:]
pid, fd = pty.fork()
if pid == 0:
    os.execv(command[0], command)
seen, asked = b"", 0
while True:
    try:
        got = os.read(fd, 1024)
    except OSError:
        break
    if not got:
        break
    seen += got
    while asked < len(answers) and seen.count(b": ", seen.find(b"Passphrase")) > asked:
        os.write(fd, answers[asked].encode() + b"\n")
        asked += 1
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.stdout.write(seen.decode(errors="replace").replace("\r", ""))
sys.exit(status)
PY
check "asked twice" 0 python3 ask.py "a long secret|a long secret" "$RAPPORT" --db book.db $today backup asked --encrypt
has "with a question" "$out" "The same again:"
hasnt "and what was typed is not shown" "$out" "a long secret"
check "two that differ" 1 python3 ask.py "a long secret|a long secres" "$RAPPORT" --db book.db $today backup asked2 --encrypt
has "are refused" "$out" "not the same"
check "asked once to restore" 0 python3 ask.py "a long secret" "$RAPPORT" --db asked.db $today restore asked
book asked.db >after
check "and all is there" 0 cmp before after
