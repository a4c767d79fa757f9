# The system: scripts and links of the reference system, with the boot specification of the configuration.
set -eu
. "$object"
printf '%s' "$boot" | rewrite_stream > "$out/boot.json"
printf '%s' "$kernelParams" > "$out/kernel-params"
printf '%s\n' "$specialisations" | while read -r name system; do
    [ -n "$name" ] || continue
    "$busybox" mkdir -p "$out/specialisation"
    "$busybox" ln -s "$system" "$out/specialisation/$name"
done
for path in $dependencies; do
    echo "$path"
done > "$out/extra-dependencies"
