#compdef clu
# Completion of clu for zsh: source <(clu completion zsh), after compinit
_clu() {
    local line files
    local -a items
    for line in "${(@f)$(${~words[1]} __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        case $line in
            :files) files=1 ;;
            ?*) items+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
        esac
    done
    (( $#items )) && _describe clu items
    [[ -n $files ]] && _files
}
if [[ $funcstack[1] == _clu ]]; then _clu "$@"; else compdef _clu clu; fi
