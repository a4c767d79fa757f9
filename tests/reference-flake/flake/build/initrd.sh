# A ramdisk: programs, and drivers with all that they need, in two segments of which the second depends on the list of drivers.
set -eu
release=$("$busybox" ls "$modules/lib/modules")
index=$modules/lib/modules/$release
target=tree/lib/modules/$release
"$busybox" mkdir -p "$out" "$target"

# From names to files of modules.dep, and on to what these need.
"$busybox" awk -v wanted="$names" '
    function name(file) { sub(/.*\//, "", file); sub(/\.ko.*/, "", file); gsub(/-/, "_", file); return file }
    { file = $1; sub(/:$/, "", file); line[file] = $0; of[name(file)] = file }
    END {
        count = split(wanted, word, " ")
        for (i = 1; i <= count; i++) {
            if (!(name(word[i]) in of)) { print "the kernel has no module " word[i] > "/dev/stderr"; exit 1 }
            take[of[name(word[i])]] = 1
        }
        # modules.dep names all that a module needs, not only the next.
        for (file in take) { fields = split(line[file], field, " "); for (j = 2; j <= fields; j++) all[field[j]] = 1; all[file] = 1 }
        for (file in all) print line[file]
    }' "$index/modules.dep" | "$busybox" sort > selected

"$busybox" sed 's/\.xz//g' selected > "$target/modules.dep"
"$busybox" cut -d: -f1 selected | while read -r file; do
    "$busybox" mkdir -p "$target/${file%/*}"
    case $file in
        *.xz) "$busybox" xzcat "$index/$file" > "$target/${file%.xz}" ;;
        *) "$busybox" cp "$index/$file" "$target/$file" ;;
    esac
done
for list in alias symbols; do
    "$busybox" awk 'NR == FNR { file = $1; sub(/:$/, "", file); sub(/.*\//, "", file); sub(/\.ko.*/, "", file); gsub(/-/, "_", file); has[file] = 1; next }
        { last = $NF; gsub(/-/, "_", last); if (last in has) print }' selected "$index/modules.$list" > "$target/modules.$list"
done

"$busybox" find tree -exec "$busybox" touch -hd @1 '{}' ';'
(cd tree && "$busybox" find . -mindepth 1 | "$busybox" sort | "$busybox" cpio -o -H newc -R 0:0 --renumber-inodes 2> /dev/null | "$busybox" gzip -1) > drivers
"$busybox" cat "$programs" drivers > "$out/initrd"
