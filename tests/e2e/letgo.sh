# Seven visits came to nothing: the review asks on its day, and not before; let go and live again, by keys alone.
start 80x24 --db b.db --today 2026-07-03
wait_for 'Welcome to rapport'
type "Hillside PT"; keys Tab; keys 2 C-s
wait_for 'Add a source'
type "Coach Ben Ode"; keys C-s
wait_for 'Added Coach Ben Ode'
for on in 2026-01-05 2026-01-19 2026-02-09 2026-03-02 2026-04-06 2026-05-04 2026-06-01; do
	keys l v; type "came by on $on"; keys Tab Tab C-u; type "$on"; keys C-s
	wait_for "came by on $on"
	wait_for 'Logged visit'
done
keys 2
wait_for 'NEXT 7 DAYS'
has "180 days after the first, it asks tomorrow" "$(screen)" "Review Coach Ben Ode go on, pause or let go?                          Sat 4"
keys q
wait_end 0

start 80x24 --db b.db --today 2026-07-04
wait_for '1 Sources'
keys 2
wait_for '\*Review Coach Ben Ode'
keys j d
wait_for 'Go on with Coach Ben Ode\?'
wait_for 'Touches +7 of 7'
keys s x
wait_for 'Let go: Coach Ben Ode'
type "no answer in half a year"; keys C-s
wait_for 'Coach Ben Ode is let go; nothing more will be asked'
has "nothing asks" "$(screen)" "Nothing left for today"
keys u
wait_for '\*Review Coach Ben Ode'
keys U
wait_for 'Nothing left for today'
keys 1 f x
wait_for 'Coach Ben Ode'
wait_for 'Let go. no answer in ha'
keys s 1
wait_for 'Coach Ben Ode is live again, in First impression'
keys q
wait_end 0
