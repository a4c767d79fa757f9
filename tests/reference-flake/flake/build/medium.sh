set -eu
"$busybox" mkdir "$out"
printf '%s' "$text" > "$out/medium.json"
