# A book of every earlier version opens, whole, as one of this version; a copy of what it was stands beside it.
today="--today 2026-03-12"

sqlite3 b.db <"$FIXTURES/book-1.sql"
chmod 600 b.db
before=$(sqlite3 b.db 'SELECT COUNT(*) FROM changes')
check "a book of version 1 opens" 0 rapport $today --db b.db show okafor
has "with what was in it" "$out" "brought outcomes"
is "and is of this version" "$(sqlite3 b.db 'PRAGMA user_version')" 2
is "a copy of the old one stands beside it" "$(sqlite3 b.db.version-1 'PRAGMA user_version')" 1
check "it is whole" 0 rapport $today --db b.db check
is "nothing was added to its history" "$(sqlite3 b.db 'SELECT COUNT(*) FROM changes')" "$before"
check "what was done before can be undone" 0 rapport $today --db b.db --user maria undo
has "by name" "$err" "Undone"
check "a new book" 0 rapport $today --db new.db add "Dr. New"
tables='SELECT type, name, tbl_name FROM sqlite_schema ORDER BY 1, 2, 3'
is "has the same tables" "$(sqlite3 b.db "$tables")" "$(sqlite3 new.db "$tables")"
columns="SELECT m.name, p.name, p.type, p.\"notnull\" FROM sqlite_schema m, pragma_table_info(m.name) p WHERE m.type = 'table' ORDER BY 1, 2"
is "and columns" "$(sqlite3 b.db "$columns")" "$(sqlite3 new.db "$columns")"
