# Completion: what rapport itself offers, and what bash makes of it.
export RAPPORT_DB=$PWD/sample.db
check "a clinic" 0 rapport --today 2026-03-10 sample

fits()
{
	rapport --today 2026-03-10 complete -- "$@"
}

has "commands" "$(fits "")" "today"
hasnt "none that is not in the help" "$(fits "")" "complete
"
is "by their beginning" "$(fits hist)" history
is "people by any part of the name" "$(fits log kafo)" "Dr. Priya Okafor"
is "accents do not matter" "$(fits show zoe)" "Dr. Zoë Müller"
is "behind --db too" "$(RAPPORT_DB=/nowhere fits --db "$RAPPORT_DB" find okafor)" "Dr. Priya Okafor"
is "channels" "$(fits log okafor lu)" lunch
is "words of a synopsis" "$(fits stage okafor le)" letgo
has "items" "$(fits done step:)" "step:"
is "rules" "$(fits rules report-e)" report-evaluation
is "settings" "$(fits config quiet)" quiet-days
has "options of the command" "$(fits log okafor visit --n)" "--next"
has "fields are options" "$(fits edit okafor --ca)" "--cadence-days"
is "and their choices" "$(fits add X --kind yo)" yoga
is "files" "$(fits import "" | head -1)" ":files"
is "and behind -o" "$(fits export -o "")" ":files"
is "no book, no names, no noise" "$(RAPPORT_DB=$PWD/none.db fits log oka 2>&1)" ""
is "and none is made" "$(ls none.db 2>/dev/null)" ""

every=$(for command in $(fits ""); do fits "$command" --; done | grep -c -- "^--help$")
is "every command answers" "$every" "$(fits "" | wc -l)"

for shell in bash zsh fish; do
	check "a script for $shell" 0 rapport completion $shell
	has "asks rapport" "$(rapport completion $shell)" "rapport complete --"
done
check "none for another" 2 rapport completion tcsh

# bash itself, as it calls a completion
press()
{
	bash -c 'PATH='"'$(dirname "$RAPPORT")'"':$PATH; source <(rapport completion bash); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _rapport
		printf "%s\n" "${COMPREPLY[@]}"' bash "$@"
}
is "bash: a command" "$(press rapport tod)" today
is "bash: a name, quoted" "$(press rapport log oka)" 'Dr.\ Priya\ Okafor'
is "bash: a name within quotes" "$(press rapport log '"oka')" "Dr. Priya Okafor"
is "bash: behind a quoted name" "$(press rapport log 'Dr.\ Priya\ Okafor' lu)" lunch
touch a-list.csv
is "bash: a file" "$(press rapport import a-l)" a-list.csv
