# Holds the commands of rapport(1) against what lint_tables says of them: awk -f options.awk OPTIONS PAGE.
# A command is there as ".It Ic NAME", and speaks of each of its options, by .Fl, before the next command; of options that set a
# field it may say so in one. A head names no option that the command does not take.

function bad(what) { print "rapport(1): " what }

# The options that a macro line names: each word behind a dash. One behind a | needs an .Fl of its own, or its first dash is lost.
function options_of(line, head,   n, i, w, words) {
	n = split(line, words, " ")
	for (i = 1; i <= n; i++) {
		if (words[i] ~ /^-[a-z][a-z-]*$/)
			w = "-" words[i]
		else if (words[i] == "Fl" && words[i + 1] == "o")
			w = "-o"
		else
			continue
		for (name in now) {
			said[name, w] = 1
			if (head && !((name, w) in takes) && !(w in everywhere))
				bad(name " does not take " w)
		}
		if (globals)
			said["", w] = 1
	}
}

FNR == 1 { file++ }

file == 1 && /^ / { everywhere[$1] = 1; next }
file == 1 && NF == 1 { command[++commands] = $1; next }
file == 1 && $2 == "field" { takes[$1, $3] = 1; next }
file == 1 { takes[$1, $2] = 1; own[$1, $2] = 1; next }

/^\.S[hs] / { split("", now); section = $0; globals = section == ".Ss Options everywhere" }

# A head may go on in the next line, and speak of several commands.
/^\.It / && section == ".Sh COMMANDS" {
	head = $0
	while (head ~ /\\$/ && (getline more) > 0)
		head = substr(head, 1, length(head) - 1) more
	n = split(head, words, " ")
	split("", now)
	for (i = 2; i <= n; i++)
		if (words[i - 1] == "Ic") {
			now[words[i]] = 1
			there[words[i]] = 1
		}
	options_of(head, 1)
	next
}

/^\./ { options_of($0, 0) }

END {
	if (!commands || file != 2)
		bad("there is nothing to compare")
	for (i = 1; i <= commands; i++) {
		name = command[i]
		if (!(name in there))
			bad("there is no “.It Ic " name "”")
		delete there[name]
	}
	for (name in there)
		bad("there is no command " name)
	for (pair in own) {
		split(pair, part, SUBSEP)
		if (part[2] != "--json" && !(part[2] in everywhere) && !(pair in said))
			bad(part[1] " says nothing of " part[2])
	}
	for (option in everywhere)
		if (!(("", option) in said))
			bad("Options everywhere lack " option)
}
