#compdef rapport
# Completion of rapport for zsh. What fits is asked of rapport itself, from its own tables and your book.
_rapport()
{
	local line
	local -a fits

	for line in ${(f)"$(rapport complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)"}; do
		if [[ $line == :files ]]; then
			_files
		else
			fits+=("$line")
		fi
	done
	compadd -U -- $fits
}
if [[ $funcstack[1] == _rapport ]]; then # found in $fpath by its name
	_rapport "$@"
else
	compdef _rapport rapport
fi
