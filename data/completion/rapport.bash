# Completion of rapport for bash. What fits is asked of rapport itself, from its own tables and your book.
_rapport()
{
	local IFS=$'\n' line word i
	local -a words=()

	COMPREPLY=()
	for ((i = 1; i <= COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		word=${word#[\"\']}
		words+=("${word//\\/}")
	done
	while read -r line; do
		if [[ $line == :files ]]; then
			compopt -o filenames 2>/dev/null
			COMPREPLY+=($(compgen -f -- "${words[-1]}"))
		elif [[ ${COMP_WORDS[COMP_CWORD]} == [\"\']* ]]; then
			COMPREPLY+=("$line")
		else
			COMPREPLY+=("$(printf %q "$line")")
		fi
	done < <(rapport complete -- "${words[@]}" 2>/dev/null)
}
complete -F _rapport rapport
