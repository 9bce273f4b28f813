# The terminal: sizes, keys that other programs die of, signals, names of terminals, locales.
rapport --today 2026-03-10 --db b.db sample 2>/dev/null
start 80x24 --db b.db --today 2026-03-10
wait_for 'by next step'
before=$(cat "$HOME/.tmp/a.stty" 2>/dev/null)
fills() # COLSxROWS: the first row and the last are drawn for just that size, up to the column before its last
{
	local w=${1%x*} h=${1#*x} rows

	mapfile -t rows < <(screen)
	[ ${#rows[@]} -eq "$h" ] && [ ${#rows[0]} -eq $((w - 1)) ] && [ ${#rows[h - 1]} -eq $((w - 1)) ]
}
for size in 120x40 60x16 40x10 200x60 32x8 80x24; do
	resize $size
	case $size in
	32x8) wait_for 'Make the window larger' ;;
	*) wait_until "it is drawn for $size" 10 fills $size ;;
	esac
done
keys C-s 'C-\' C-z C-c
wait_for 'by next step'
paste 'delete all
x'
wait_for 'Pasted text ignored'
keys m
wait_for 'm does nothing here'
keys '?'
wait_for 'Help: Sources'
keys Escape :
wait_for 'All commands'
keys Escape
wait_gone 'All commands'
is "the cursor is on the selected row" "$(cursor | cut -d, -f2)" 2
kill -TERM "$(pid)"
wait_end 0
has "the terminal is as it was" "$(cat "$HOME/.tmp/a.stty")" "icanon"
has "with echo" "$(cat "$HOME/.tmp/a.stty")" " echo "
start 80x24 --db b.db --today 2026-03-10
wait_for 'by next step'
kill -SEGV "$(pid)"
wait_until "a crash ends" 10 has_ended
has "and gives the terminal back" "$(cat "$HOME/.tmp/a.stty")" "icanon"
crashed_on_purpose
shell 80x24
type "TERM=dumb $RAPPORT --db b.db; echo status \$?"; keys Enter
wait_for 'status 1'
has "a dumb terminal is refused in words" "$(screen)" "cannot move the cursor"
type "clear; TERM=nonesuch $RAPPORT --db b.db --today 2026-03-10"; keys Enter
wait_for 'by next step'
keys q
wait_for 'Everything is saved'
type "clear; LC_ALL=C $RAPPORT --db b.db --today 2026-03-10"; keys Enter
wait_for 'by next step'
has "names are legible without a locale" "$(screen)" "Zoë Müller"
keys q
wait_for 'Everything is saved'
type "clear; $RAPPORT --db b.db </dev/null; echo status \$?"; keys Enter
wait_for 'status 1'
