# What puts new store paths in the place of those that the sources name. Needs $busybox, $out, $self and the file renamed: lines "HASH OBJECT".
own=${out#/nix/store/}
own=${own%%-*}

# Rewrites standard input.
rewrite_stream() {
    "$busybox" awk -v self="$self" -v own="$own" '
        BEGIN {
            while ((getline line < "renamed") > 0) { split(line, word, " "); new[word[1]] = substr(word[2], 12, 32) }
            if (self != "") new[self] = own
        }
        {
            rest = $0; done = ""
            while ((at = index(rest, "/nix/store/")) > 0) {
                hash = substr(rest, at + 11, 32)
                done = done substr(rest, 1, at + 10) (hash in new ? new[hash] : hash)
                rest = substr(rest, at + 43)
            }
            print done rest
        }'
}

# Rewrites a file in its place; its mode stays.
rewrite() {
    rewrite_stream < "$1" > "$1.rewritten"
    "$busybox" cat "$1.rewritten" > "$1"
    "$busybox" rm "$1.rewritten"
}

# Makes the links of a list in $out, by way of one archive: a program for each would take minutes in an emulated machine.
make_links() {
    rewrite_stream < "$1" | "$busybox" awk -F '\t' '
        function entry(name, target, mode,    size) {
            size = length(target)
            printf "070701%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%s", ++number, mode, 0, 0, 1, 1, size, 0, 0, 0, 0, length(name) + 1, 0, name
            printf "%s", substr("\001\001\001\001", 1, 4 - (110 + length(name)) % 4)
            printf "%s%s", target, substr("\001\001\001", 1, (4 - size % 4) % 4)
        }
        { entry($1, $2, 41471) }
        END { entry("TRAILER!!!", "", 0) }' | "$busybox" tr '\001' '\000' | (cd "$out" && "$busybox" cpio -id 2> /dev/null)
}
