# Reads `nm -A -u` of objects below the folder `objects`: what each floor may not ask for.
BEGIN {
	time = "time|clock_gettime|clock|gettimeofday|timespec_get|ftime|localtime|localtime_r|gmtime|gmtime_r|mktime|timegm|strftime|tzset"
	world = "getenv|secure_getenv|setenv|open|open64|openat|openat64|creat|fopen|fopen64|freopen|fdopen|opendir|stat|stat64|unlink|rename|mkdir|" \
		"socket|system|popen|fork|execv|execve|execvp|execl|execlp|random|rand|getrandom|randombytes.*|printf|puts|putchar|fprintf|" \
		"vprintf|vfprintf|fputs|fputc|putc|fwrite|perror|stdin|stdout|stderr|read|write|usleep|nanosleep|sleep"
	faces = "printf|puts|putchar|vprintf|perror|stdin|stdout|stderr"
	curses = "initscr|newterm|endwin|delscreen|set_term|cbreak|raw|noecho|keypad|start_color|init_pair.*|getch|wget_wch|get_wch|" \
		"mvaddstr|waddn?w?str|addn?w?str|add_wch.*|wadd_wch.*|mvadd.*|wmove|refresh|wrefresh|doupdate|wnoutrefresh|tigetstr|" \
		"tigetnum|tigetflag|putp|tputs|tparm|setupterm|stdscr|curscr|newscr|COLORS|LINES|COLS|def_prog_mode|reset_prog_mode|mousemask"
}
function refuse(pattern, why)
{
	if (symbol ~ "^(" pattern ")$")
		print object ": asks for " symbol ": " why
}
{
	split($1, part, ":")
	object = substr(part[1], length(objects) + 2)
	symbol = $NF
	sub(/@.*/, "", symbol)
	split(object, part, "/")
	floor = part[1]
	if (floor == "base" || floor == "model") {
		if (object != "base/clock.o") {
			refuse(time, "the clock is an argument")
			refuse(world, "this floor is pure")
		}
	}
	else
		refuse("time", "the clock is an argument")
	if (floor ~ /^(store|exchange|app)$/)
		refuse(faces, "only faces print")
	if (floor != "store")
		refuse("sqlite3_.*", "only store knows SQLite")
	if (object != "tui/term_curses.o")
		refuse(curses, "only tui/term_curses.c knows curses")
	if (object != "main.o")
		refuse("exit|_exit|_Exit|quick_exit", "nobody below main ends the program")
}
