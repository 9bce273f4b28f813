# A day's work by keys, with at most the keys that rapport promises for each job, on a real terminal.
rapport --today 2026-03-10 --db b.db sample 2>/dev/null
start 80x24 --db b.db --today 2026-03-10

wait_for '1 Sources.*36, by next step'
has "the hint bar ends in help" "$(screen)" "? Help"
keys / ; type oka
wait_for 'Phone +555-0142'
is "the phone is in sight on row 4 while typing" "$(screen | sed -n 5p | grep -c 555-0142)" 1
keys Enter
wait_for '36, by next step'
keys l l; type "Brought outcomes"; keys Enter; type 2w; keys Enter
wait_for 'Logged lunch with Dr. Priya Okafor. Next: call, Tue 24 Mar. +u undoes this'
keys r; type "JM 1057"; keys C-s
wait_for 'Recorded R-[0-9]+ from Dr. Priya Okafor'
keys t k
wait_for 'Thanked Dr. Priya Okafor by card'
keys '>'
wait_for 'is in Maintaining, the last stage'
keys 2
wait_for '\[2 Today'
keys d Enter
wait_for 'Done: email Dr. Hal Brandt'
keys z Enter
wait_for 'Put off to Wed 11 Mar'
keys u
wait_for 'Undone:'
keys 1 f q
wait_for '3, quiet 90 days'
keys f a 4
wait_for 'Top by revenue'
keys 1 a; type "Coach Newcomer"; keys Enter; type "Hillside High"; keys Enter; type 555-0999; keys C-s
wait_for 'Added Coach Newcomer'
keys E j Enter
wait_for 'Exported to .*2026-03-10-book.json'
keys q
wait_end 0
has "it says that all is saved" "$(screen)" "Everything is saved."
has "the export holds what was done" "$(cat ~/rapport/outbox/2026-03-10-book.json)" "Coach Newcomer"
has "and the lunch" "$(cat ~/rapport/outbox/2026-03-10-book.json)" "Brought outcomes"
hasnt "but no patient reference" "$(cat ~/rapport/outbox/2026-03-10-book.json)" "JM 1057"
is "the book is whole" "$(rapport --db b.db check | grep -c 'all is well')" 1
