# One source is led from prospect to Maintaining and one is let go, by keys alone; each day is a new start.
day() # YYYY-MM-DD WORD: rapport opens on that day, on whom the word finds
{
	start 80x24 --db b.db --today "$1"
	wait_for '1 Sources'
	keys /; type "$2"; keys Enter
	wait_for ', by next step'
}

log() # CHANNEL NOTE AIM: a contact of today, `-` for no aim
{
	keys l "$1"; type "$2"
	[ "$3" = - ] || keys Tab Tab Tab Tab Tab Tab "$3"
	keys C-s
	wait_for 'Logged '
}

leave() # KEY...: closes what is open by those, and the program
{
	keys "$@" q
	wait_end 0
}

# --- first impression: what to know before, two meetings, a question, the pitch ---
start 80x24 --db b.db --today 2026-01-05
wait_for 'Welcome to rapport'
type "Hillside PT"; keys Tab; keys 2 C-s
wait_for 'Add a source'
type "Dr. Lena Roth"; keys Tab; type "Elm Street Ortho"; keys C-s
wait_for 'Added Dr. Lena Roth, First impression'
keys a; type "Coach Ben Ode"; keys C-s
wait_for 'Added Coach Ben Ode'
keys /; type roth; keys Enter
wait_for 'Open +9 of 9: good fit'
keys :; type "what is open"; keys Enter
wait_for 'Space chooses good, fair or poor'
keys Space g
wait_for '\[x\] good fit'
keys j Space
wait_for '\[x\] payers overlap'
keys j Space
wait_for '\[x\] marketing looked at'
keys j Space n
wait_for '\[x\] gatekeeper known +nobody stands before them'
keys j Space
wait_for '\[x\] homework done'
keys Escape
wait_for 'Open +4 of 9: met in person'
leave

day 2026-01-07 roth
log v "Short of time, wants to meet again" -
wait_for 'set a second meeting +14 Jan'
keys :; type "ask a"; keys Enter
wait_for 'What matters most to you'
type "A short note within a day."; keys C-s
wait_for 'Open +2 of 9: pitch made with'
leave

day 2026-01-14 roth
log v "How we treat shoulders" p
log v "What became of 30 shoulders" o
wait_gone 'set a second meeting'
keys :; type "what is open"; keys Enter
wait_for '\[x\] pitch made with outcomes'
keys G Space
wait_for '\[x\] decision-maker met'
keys '>'
wait_for 'Dr. Lena Roth is now in Building trust'
leave Escape

# --- building trust: the first referral, its loops ---
day 2026-02-02 roth
wait_for 'Open +2 of 3: first referral'
keys r; type "JM 1057"; keys C-s
wait_for 'Recorded R-1001 from Dr. Lena Roth'
keys t k
wait_for 'Thanked Dr. Lena Roth by card'
keys i
wait_for 'R-1001'
keys s e
wait_for 'R-1001 evaluated: report to Dr. Lena Roth due Mon 9 Feb'
leave Escape

day 2026-02-04 roth
keys 2
wait_for '\[2 Today'
keys G d
wait_for 'Done: Report Dr. Lena Roth'
type "faxed"; keys Enter
wait_for 'Done: report'
keys 1
wait_for 'Open +nothing, all 3 done'
keys '>'
wait_for 'now in Maintaining'
leave

# --- maintaining: what is owed still, and the rhythm of that stage ---
day 2026-03-06 roth
keys 2
wait_for '>!Plan +Dr. Lena Roth send the plan of care of R-1001'
keys d
wait_for 'get the plan of care signed'
keys d
wait_gone '!Plan'
keys 1
wait_for '> Dr. Lena Roth +Keep'
keys l l; type "Thanks for a year of trust"; keys C-s
wait_for 'Logged lunch with Dr. Lena Roth. Next: Thu 4 Jun'
keys 3
wait_for '30 days in Maintaining'
has "the third column holds her alone" "$(screen)" "3 Maintaining 1"
leave
is "and the book is whole" "$(rapport --db b.db check | grep -c 'all is well')" 1
