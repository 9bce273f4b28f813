# The first run: a new book asks for the clinic's name and how to begin.
start 80x24 --db new/b.db --today 2026-03-10
wait_for 'Welcome to rapport'
type "Hillside PT"; keys Tab; keys 2
keys C-s
wait_for 'Add a source'
type "Dr. First One"; keys C-s
wait_for 'Added Dr. First One'
keys q
wait_end 0
is "the book is private" "$(stat -c %a new/b.db) $(stat -c %a new)" "600 700"
has "the clinic has its name" "$(rapport --db new/b.db clinic)" "Hillside PT"
start 80x24 --db other/b.db --today 2026-03-10
wait_for 'Welcome to rapport'
keys Tab 1 C-s
wait_for 'Dr. Priya Okafor'
keys q
wait_end 0
is "the made-up clinic has a book of its own" "$(ls other/sample.db)" "other/sample.db"
