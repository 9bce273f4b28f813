# Reads all sources: a file includes headers of its own floor or below, and never those of a peer.
BEGIN {
	split("base model store exchange app tui cli", names, " ")
	for (i in names)
		is_floor[names[i]] = 1
	below["base"] = " base "
	below["model"] = below["base"] "model "
	below["store"] = below["model"] "store "
	below["exchange"] = below["model"] "exchange "
	below["app"] = below["model"] "store exchange app "
	below["tui"] = below["app"] "tui "
	below["cli"] = below["app"] "cli "
	below["gen"] = " "
	below["main"] = below["app"] "tui cli "
}
FNR == 1 {
	n = split(FILENAME, part, "/")
	floor = part[1] == "include" ? part[3] : (n == 2 ? "main" : part[2])
	if (!(floor in below)) {
		print FILENAME ": is on no floor"
		floor = "main"
	}
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, quoted, "\"")
	header = quoted[2]
	if (header !~ /^rapport\//) {
		if (header ~ /\//)
			print FILENAME ":" FNR ": " header " is neither a public header nor beside the file"
		next
	}
	split(header, part, "/")
	if (!(part[2] in is_floor))
		print FILENAME ":" FNR ": " header " is on no floor"
	else if (index(below[floor], " " part[2] " ") == 0)
		print FILENAME ":" FNR ": " floor " must not see " header
}
/^[ \t]*#[ \t]*include[ \t]*<(n?curses|term|panel|menu|form)(w\/.*)?\.h>/ && FILENAME != "src/tui/term_curses.c" {
	print FILENAME ":" FNR ": only src/tui/term_curses.c includes curses"
}
/^[ \t]*#[ \t]*include[ \t]*<sqlite3/ && floor != "store" {
	print FILENAME ":" FNR ": only store knows SQLite"
}
