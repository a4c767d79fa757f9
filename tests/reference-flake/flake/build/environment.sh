# The environment, with what further packages bring along. Where a folder is one link to a package, it becomes a folder of links first.
set -eu
. "$object"
add() {
    (cd "$1/usr" && "$busybox" find . -mindepth 1 -type d) | while read -r name; do
        if [ -L "$out/$name" ]; then
            whole=$("$busybox" readlink -f "$out/$name")
            "$busybox" rm "$out/$name"
            "$busybox" mkdir "$out/$name"
            "$busybox" cp -rs "$whole/." "$out/$name/"
        else
            "$busybox" mkdir -p "$out/$name"
        fi
    done
    (cd "$1/usr" && "$busybox" find . ! -type d) | while read -r name; do
        [ -e "$out/$name" ] || [ -L "$out/$name" ] || "$busybox" ln -s "$1/usr/${name#./}" "$out/$name"
    done
}
for package in $packages; do
    add "$package"
done
