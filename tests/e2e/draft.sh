# Nothing typed is lost: Esc, quit, and a hangup keep the text of a form.
rapport --today 2026-03-10 --db b.db sample 2>/dev/null
start 80x24 --db b.db --today 2026-03-10
wait_for 'by next step'
keys l l; type "twenty letters here ok"; keys Escape
wait_for 'Draft kept'
keys q
wait_end 0
start 80x24 --db b.db --today 2026-03-10
wait_for 'by next step'
keys l
wait_for 'twenty letters here ok'
keys C-s
wait_for 'Logged lunch'
keys l
wait_for 'Log a contact'
hasnt "a saved form leaves no draft" "$(screen)" "twenty letters"
keys c; type "hangup text"
wait_for 'hangup text'
kill -HUP "$(pid)"
wait_end 0
start 80x24 --db b.db --today 2026-03-10
wait_for 'by next step'
keys l
wait_for 'hangup text'
