# Completion of clu for fish: clu completion fish | source
function __clu_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l program $words[1]
    for line in ($program __complete $words[2..-1] 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path $words[-1]
        else
            echo $line
        end
    end
end
complete -c clu -f -a '(__clu_complete)'
