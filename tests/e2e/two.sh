# Two people on one book: each sees the other's write within half a second, and keeps selection and half-typed text.
rapport --today 2026-03-10 --db b.db sample 2>/dev/null
start 80x24 --db b.db --today 2026-03-10 --user maria
on b start 80x24 --db b.db --today 2026-03-10 --user jo
wait_for 'by next step'
on b wait_for 'by next step'
keys j
wait_for '>!Dr. Hal Brandt'
on b keys l c; on b type "seen by both"; on b keys Enter Enter
on b wait_for 'Logged call with Dr. Priya Okafor'
keys k
wait_for 'seen by both' 0.5
keys j l c; type "half typed"
wait_for 'half typed'
rapport --db b.db --today 2026-03-10 --user sam log okafor visit "third" 2>/dev/null
wait_for 'half typed' 1
keys Escape k
wait_for 'third' 1
on b keys q
on b wait_end 0
keys q
wait_end 0
is "both are in the book" "$(rapport --db b.db --today 2026-03-10 show okafor | grep -c -e 'seen by both' -e third)" 2
