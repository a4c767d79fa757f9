# An object: its archive, its links into the store, and texts in which old names stand. Names of equal length: only the hash changes.
set -eu
"$busybox" mkdir -p "$out"
"$busybox" tar -xzf "$archive" -C "$out"
printf '%s\n' "$renamed" > renamed
. "$rewriting"
[ -z "$links" ] || make_links "$links"
for text in $texts; do
    rewrite "$out/$text"
done
