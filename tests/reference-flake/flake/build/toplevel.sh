# The system: scripts and links of the reference system, with the boot specification of the configuration.
set -eu
. "$object"
printf '%s' "$boot" | rewrite_stream > "$out/boot.json"
printf '%s' "$kernelParams" > "$out/kernel-params"
for path in $dependencies; do
    echo "$path"
done > "$out/extra-dependencies"
