#!/bin/sh
# Stage 1 of the live and the installed system: finds the root file system and hands over to the system's own init.
# Kernel parameters as in NixOS: init= root= findiso= copytoram boot.shell_on_fail boot.panic_on_fail boot.trace; and rootfstype= rootflags=.
# The ramdisk of an installed system has stage-1-layers.sh as well, and real programs where busybox is too small.
export PATH=/bin:/sbin

mkdir -p /proc /sys /dev /run /mnt-root
mount -t proc -o nosuid,noexec,nodev proc /proc
mount -t sysfs -o nosuid,noexec,nodev sysfs /sys
mount -t devtmpfs -o nosuid,mode=0755 devtmpfs /dev
mount -t tmpfs -o nosuid,nodev,mode=0755 run /run

init= root= rootfstype= rootflags= findiso= copytoram= shell_on_fail= panic_on_fail=
# Half seconds that a device may take to appear; and whether one did not.
waits=60 absent=
for parameter in $(cat /proc/cmdline); do
    case "$parameter" in
        init=*) init="${parameter#init=}" ;;
        root=*) root="${parameter#root=}" ;;
        rootfstype=*) rootfstype="${parameter#rootfstype=}" ;;
        rootflags=*) rootflags="${parameter#rootflags=}" ;;
        findiso=*) findiso="${parameter#findiso=}" ;;
        copytoram) copytoram=1 ;;
        boot.shell_on_fail) shell_on_fail=1 ;;
        boot.panic_on_fail|stage1panic=1) panic_on_fail=1 ;;
        boot.trace) set -x ;;
    esac
done

say() {
    echo "stage 1: $*"
}

fail() {
    echo
    say "ERROR: $*"
    if [ -n "$panic_on_fail" ]; then
        say "restarting in 5 seconds, as boot.panic_on_fail asks"
        sleep 5
        reboot -f
    fi
    await_root
    waits=60
    while [ -n "$shell_on_fail" ]; do
        say "this is a shell to look around in; 'exit' tries again, 'reboot -f' restarts"
        setsid cttyhack sh
        find_and_mount && hand_over
    done
    say "restart with Ctrl-Alt-Del; add boot.shell_on_fail to the kernel parameters for a shell here"
    while :; do sleep 3600; done
}

# A medium that is slow, or plugged in late, is taken whenever it appears. Returns when somebody wants a shell, or what appeared is no root.
await_root() {
    [ -n "$absent" ] || return
    say "the system starts as soon as it is there${shell_on_fail:+; press Enter for a shell}"
    # Arrays may start without a member when all of the time is over.
    [ -r /stage-1-layers.sh ] || waits=4
    while [ -n "$absent" ]; do
        [ -z "$shell_on_fail" ] || ! read -r -t 1 _ || return
        load_drivers
        find_and_mount > /dev/null && hand_over
    done
}

# Every device names the drivers that fit it; loading them shows more devices.
load_drivers() {
    find /sys/devices -name modalias 2>/dev/null | while read -r file; do cat "$file" 2>/dev/null; done | sort -u > /run/modaliases
    while read -r modalias; do
        modprobe -q "$modalias" < /dev/null > /dev/null 2>&1
    done < /run/modaliases
}

load_all_drivers() {
    load_drivers
    cp /run/modaliases /run/modaliases.first
    load_drivers
    cmp -s /run/modaliases /run/modaliases.first || load_drivers
    for module in sd_mod sr_mod; do
        modprobe -q "$module" < /dev/null > /dev/null 2>&1
    done
}

# Prints the device of LABEL=, UUID= or a path; fails while there is none.
resolve() {
    case "$1" in
        LABEL=*|UUID=*|PARTLABEL=*|PARTUUID=*) findfs "$1" 2>/dev/null ;;
        /dev/disk/by-label/*) findfs "LABEL=${1#/dev/disk/by-label/}" 2>/dev/null ;;
        /dev/disk/by-uuid/*) findfs "UUID=${1#/dev/disk/by-uuid/}" 2>/dev/null ;;
        *) [ -b "$1" ] && echo "$1" ;;
    esac
}

# Sets $device, waiting half a minute at most, as long as nothing failed yet.
wait_for_device() {
    tries=0
    until device=$(resolve "$1") && [ -n "$device" ]; do
        [ "$tries" = 4 ] && say "waiting for $1"
        [ "$tries" -ge "$waits" ] && return 1
        [ $((tries % 6)) = 5 ] && load_drivers
        sleep 0.5
        tries=$((tries + 1))
    done
}

is_iso9660() {
    [ "$(dd if="$1" bs=1 skip=32769 count=5 2>/dev/null)" = CD001 ]
}

# Looks on every block device for the ISO file that another boot loader started.
find_iso_file() {
    mkdir -p /findiso
    for round in 1 2 3 4 5 6; do
        for block in /sys/class/block/*; do
            candidate="/dev/${block##*/}"
            case "$candidate" in /dev/loop*|/dev/ram*|/dev/zram*) continue ;; esac
            for type in vfat exfat ntfs3 ext4 btrfs xfs iso9660; do
                mount -t "$type" -o ro "$candidate" /findiso 2>/dev/null && break
            done
            if [ -f "/findiso/$findiso" ]; then
                device=$(losetup -f)
                losetup -r "$device" "/findiso/$findiso" && return 0
            fi
            umount /findiso 2>/dev/null
        done
        sleep 2
    done
    return 1
}

mount_medium() {
    mount -t tmpfs -o mode=0755 root /mnt-root || return 1
    mkdir -p /mnt-root/iso /mnt-root/nix/.ro-store /mnt-root/nix/.rw-store /mnt-root/nix/store
    if [ -n "$copytoram" ]; then
        mkdir -p /medium
        mount -t iso9660 -o ro "$device" /medium || return 1
        size=$(df -k /medium | tail -n 1 | { read -r _ blocks _; echo "$blocks"; })
        mount -t tmpfs -o "mode=0755,size=$((size + size / 50 + 1024))k" iso /mnt-root/iso || return 1
        say "copying $((size / 1024)) MiB to RAM"
        cp -a /medium/. /mnt-root/iso/ || { say "there is not enough RAM for copytoram"; return 1; }
        umount /medium
        case "$device" in /dev/loop*) losetup -d "$device"; umount /findiso ;; esac
        say "the medium may be removed now"
    else
        mount -t iso9660 -o ro "$device" /mnt-root/iso || return 1
    fi
    mount_store /mnt-root/iso/nix-store.squashfs
}

# The system is in this ramdisk, as a store and files for the root.
mount_ramdisk() {
    device="the ramdisk"
    mount -t tmpfs -o mode=0755 root /mnt-root || return 1
    mkdir -p /mnt-root/nix/.ro-store /mnt-root/nix/.rw-store /mnt-root/nix/store
    cp -a /root-files/. /mnt-root/ || return 1
    mount_store /nix-store.squashfs
}

# Mounts an image of a store, with a layer in memory over it.
mount_store() {
    loop=$(losetup -f) && losetup -r "$loop" "$1" || return 1
    mount -t squashfs -o ro "$loop" /mnt-root/nix/.ro-store || return 1
    mount -t tmpfs -o mode=0755 rw-store /mnt-root/nix/.rw-store || return 1
    mkdir -p -m 0755 /mnt-root/nix/.rw-store/store /mnt-root/nix/.rw-store/work
    mount -t overlay -o lowerdir=/mnt-root/nix/.ro-store,upperdir=/mnt-root/nix/.rw-store/store,workdir=/mnt-root/nix/.rw-store/work \
        overlay /mnt-root/nix/store
}

# Members of a btrfs over several disks come one after the other, so that a mount that fails is tried again for a while.
mount_disk() {
    tries=0
    while :; do
        command -v btrfs > /dev/null && btrfs device scan > /dev/null 2>&1
        for type in ${rootfstype:-ext4 btrfs xfs f2fs vfat}; do
            mount -t "$type" -o "${rootflags:-rw}" "$device" /mnt-root 2>/run/mount.log && return 0
        done
        [ "$tries" -ge 10 ] && { cat /run/mount.log; return 1; }
        sleep 1
        tries=$((tries + 1))
    done
}

# Mounts below the root what the system needs before its own init runs; its fstab says what. Only those of its options that the kernel knows are kept.
mount_needed() {
    [ -r /mnt-root/etc/fstab ] || return 0
    cp /mnt-root/etc/fstab /run/fstab
    for needed in /etc /nix /nix/store /usr /var /var/log; do
        while read -r source point type options rest; do
            [ "$point" = "$needed" ] || continue
            kept=rw optional=
            for option in $(echo "$options" | tr , ' '); do
                case "$option" in
                    nofail) optional=1 ;;
                    noauto) continue 2 ;;
                    defaults|auto|user|nouser|users|owner|group|_netdev|comment=*|x-*) ;;
                    *) kept="$kept,$option" ;;
                esac
            done
            case ",$options," in *,bind,*|*,rbind,*) source="/mnt-root$source" ;; esac
            case "$source" in
                *=*|/dev/*) wait_for_device "$source" || device= ;;
                *) device="$source" ;;
            esac
            mkdir -p "/mnt-root$point"
            say "mounting $point"
            [ -n "$device" ] && mount -t "$type" -o "$kept" "$device" "/mnt-root$point" && continue
            [ -n "$optional" ] || { say "$source cannot be mounted on $point, as /etc/fstab asks"; return 1; }
        done < /run/fstab
    done
}

find_and_mount() {
    absent=1
    if [ -f /nix-store.squashfs ]; then
        absent=
        say "root is in memory"
        mount_ramdisk || { say "the system in the ramdisk cannot be mounted"; return 1; }
        return 0
    fi
    if [ -n "$findiso" ]; then
        find_iso_file || { say "no disk has the file $findiso (findiso=)"; return 1; }
    else
        [ ! -r /stage-1-layers.sh ] || open_layers || { absent=; return 1; }
        wait_for_device "$root" || { say "no device $root (root=) appeared within 30 seconds"; return 1; }
    fi
    absent=
    say "root is on $device"
    if is_iso9660 "$device"; then
        mount_medium || { say "the medium on $device cannot be mounted"; return 1; }
    else
        mount_disk || { say "the file system on $device cannot be mounted"; return 1; }
        mount_needed || return 1
    fi
}

hand_over() {
    # The link may only make sense inside the new root, so its parents are not followed here.
    [ -e "/mnt-root$init" ] || [ -L "/mnt-root$init" ] || fail "the file system on $device has no $init (init=)"
    for mount in /proc /sys /dev /run; do
        mkdir -p "/mnt-root$mount"
        mount --move "$mount" "/mnt-root$mount"
    done
    exec switch_root /mnt-root "$init"
}

[ ! -r /stage-1-layers.sh ] || . /stage-1-layers.sh
[ -n "$init" ] || fail "the kernel parameters have no init="
[ -n "$root" ] || [ -n "$findiso" ] || fail "the kernel parameters have no root="
say "loading drivers"
for module in loop overlay squashfs isofs; do
    modprobe -q "$module" < /dev/null
done
load_all_drivers
find_and_mount || fail "the system cannot be started"
hand_over
