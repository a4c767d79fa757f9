# /etc, with the name of the machine.
set -eu
. "$object"
echo "$hostName" > "$out/etc/hostname"
"$busybox" sed -i "s/^127\.0\.1\.1 .*/127.0.1.1 $hostName/" "$out/etc/hosts"
