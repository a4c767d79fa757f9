# grub-mkimage, run by the loader and the libraries of its own packages, wherever the store lies.
set -eu
"$busybox" mkdir -p "$out/bin"
beside() { echo "\$store/${1#/nix/store/}"; }
folders=
for library in $libraries; do
    folders=$folders:$(beside "$library/usr/lib/x86_64-linux-gnu")
done
{
    echo '#!/bin/sh'
    echo 'store=$(readlink -f "$(dirname "$(readlink -f "$0")")/../..")'
    echo "exec \"$(beside "$libc/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2")\" --library-path \"${folders#:}\" \"$(beside "$grub/usr/bin/grub-mkimage")\" \"\$@\""
} > "$out/bin/grub-mkimage"
"$busybox" chmod +x "$out/bin/grub-mkimage"
