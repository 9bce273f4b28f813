# Reads sources: calls that are banned, outside comments and strings.
BEGIN {
	banned = "strcpy|strcat|sprintf|vsprintf|strtok|gets|localtime|gmtime|asctime|ctime"
}
FNR == 1 { inside = 0 }
{
	line = $0
	bare = ""
	while (line != "") {
		if (inside) {
			if (!(at = index(line, "*/")))
				break
			line = substr(line, at + 2)
			inside = 0
		} else if (match(line, /^"([^"\\]|\\.)*"/) || match(line, /^'([^'\\]|\\.)*'/)) {
			bare = bare "\"\""
			line = substr(line, RLENGTH + 1)
		} else if (line ~ /^\/\//) {
			break
		} else if (line ~ /^\/\*/) {
			line = substr(line, 3)
			inside = 1
		} else {
			bare = bare substr(line, 1, 1)
			line = substr(line, 2)
		}
	}
	if (match(bare, "(^|[^A-Za-z0-9_.>])(" banned ")[ \t]*\\("))
		print FILENAME ":" FNR ": " substr(bare, RSTART, RLENGTH) "): is banned"
	if (FILENAME != "src/base/clock.c" && match(bare, /(^|[^A-Za-z0-9_.>])time[ \t]*\(/))
		print FILENAME ":" FNR ": time() belongs to src/base/clock.c"
}
