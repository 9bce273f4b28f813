# gcov -n's words into one line a file and one for all.
/^File '/ { file = substr($0, 7, length($0) - 7) }
/^Lines executed:/ && file ~ /^src\// {
	split(substr($0, 16), part, /% of /)
	printf "%6.1f %%  of %5d  %s\n", part[1], part[2], file
	reached += part[1] * part[2] / 100
	lines += part[2]
}
/^Lines executed:/ { file = "" }
END { printf "%6.1f %%  of %5d  lines in all\n", lines ? 100 * reached / lines : 0, lines }
