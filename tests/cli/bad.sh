# Bad input gets one clear line, the right exit code, and loses nothing.
today="--today 2026-03-10"
rapport $today --db good.db sample 2>/dev/null
cp good.db damaged.db; printf 'garbage everywhere' | dd of=damaged.db bs=1 seek=20 conv=notrunc 2>/dev/null
check "a damaged book" 3 rapport --db damaged.db today
is "is one line" "$(printf '%s\n' "$err" | wc -l)" 1
cp good.db newer.db; sqlite3 newer.db 'PRAGMA user_version = 99'
check "a newer book" 3 rapport --db newer.db today
has "in words" "$err" "newer"
sqlite3 other.db 'CREATE TABLE t (a)'
check "another program's file" 3 rapport --db other.db today
has "in words" "$err" "not a rapport book"
cp good.db view.db; sqlite3 view.db 'CREATE VIEW v AS SELECT 1'
check "a book with something added" 3 rapport --db view.db today
has "in words" "$err" "changed outside rapport"
mkdir folder
check "a folder" 3 rapport --db folder today
has "in words" "$err" "folder"
ln -s good.db link.db
check "a link" 3 rapport --db link.db today
echo "not a book at all, but long enough to be looked at as one" > text.db
check "a text file" 3 rapport --db text.db today
: > empty.db
check "an empty file is no book to read" 3 rapport --db empty.db today
cp good.db changed.db; sqlite3 changed.db "UPDATE touches SET note = 'other' WHERE id = (SELECT MIN(id) FROM touches)"
check "a changed row is found" 1 rapport --db changed.db check
has "by the history" "$out" "is not what the history tells"
cp good.db stale.db; sqlite3 stale.db "UPDATE sources SET touches = touches + 1 WHERE id = (SELECT MIN(id) FROM sources)"
check "a stale summary is found" 1 rapport --db stale.db check
check "and made anew" 1 rapport --db stale.db check --repair
check "so that all is well" 0 rapport --db stale.db check
check "a date that is none" 2 rapport --today someday today
check "an option without its value" 2 rapport today --db
check "nothing to undo" 1 rapport --db good.db --user nobody undo
is "one line" "$err" "rapport: Nothing to undo."
check "no terminal" 1 rapport --db good.db
has "names what works" "$err" "rapport"
check "a full output" 1 sh -c "$RAPPORT --db good.db find > /dev/full"
umask 000
check "files are private whatever the umask" 0 rapport --db deep/er/new.db add Somebody
is "the book" "$(stat -c %a deep/er/new.db)" 600
is "its log" "$(stat -c %a deep/er/new.db-wal)" 600
is "the folders" "$(stat -c %a deep deep/er | tr '\n' ' ')" "700 700 "
if [ "$(id -u)" = 0 ]; then
	mkdir full && mount -t tmpfs -o size=24m tmpfs full 2>/dev/null && {
		check "a book on a small disk" 0 rapport --db full/b.db add Somebody
		dd if=/dev/zero of=full/fill bs=64k 2>/dev/null
		check "a full disk" 3 rapport --db full/b.db log somebody call "the text"
		has "says so" "$err" "disk is full"
		rm full/fill
		check "and goes on when there is room" 0 rapport --db full/b.db log somebody call "the text"
		umount full
	} || skip "a full disk" "tmpfs cannot be mounted here"
else
	skip "a full disk" "needs root to mount a small disk"
fi
check "the good one is still good" 0 rapport --db good.db check
