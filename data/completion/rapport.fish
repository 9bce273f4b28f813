# Completion of rapport for fish. What fits is asked of rapport itself, from its own tables and your book.
function __rapport_fits
    set -l words (commandline -opc) (commandline -ct)
    for line in (rapport complete -- $words[2..-1] 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path (commandline -ct)
        else
            echo $line
        end
    end
end
complete -c rapport -f -a '(__rapport_fits)'
