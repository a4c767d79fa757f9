# What lies between disks and file systems, in any order: arrays (rd.md.uuid=), encrypted volumes (rd.luks.name=), volume groups (rd.lvm.vg=).
# stage-1.sh of an installed system reads this file. There is no udev here: every program makes its own device nodes.
export DM_DISABLE_UDEV=1 MDADM_NO_UDEV=1

arrays= volumes= groups= keys= volume_options= passphrase=
for parameter in $(cat /proc/cmdline); do
    case "$parameter" in
        rd.md.uuid=*) arrays="$arrays ${parameter#*=}" ;;
        rd.luks.name=*) volumes="$volumes ${parameter#*=}" ;;
        rd.luks.uuid=*) volumes="$volumes ${parameter#*=}=luks-${parameter#*=}" ;;
        rd.luks.key=*) keys="$keys ${parameter#*=}" ;;
        rd.luks.options=*) volume_options="$volume_options ${parameter#*=}" ;;
        rd.lvm.vg=*) groups="$groups ${parameter#*=}" ;;
    esac
done

# Prints the words after the first one, without that one.
without() {
    left_out="$1"
    shift
    for word in "$@"; do
        [ "$word" = "$left_out" ] || printf ' %s' "$word"
    done
}

# Prints what the parameters say of one volume: words "UUID=value", or "value" for all volumes. One of its own comes first.
value_for() {
    wanted="$1"
    shift
    for word in "$@"; do
        case "$word" in "$wanted="*) echo "${word#*=}"; return ;; esac
    done
    for word in "$@"; do
        case "$word" in ????????-????-????-????-????????????=*) ;; *) echo "$word"; return ;; esac
    done
}

# Opens all layers, lower ones uncovering higher ones; waits half a minute for the next one to appear.
open_layers() {
    [ -z "$arrays$volumes$groups" ] || modprobe -q dm_mod
    mkdir -p /run/lock/lvm /run/mdadm
    refused= waited=0
    while [ -n "$arrays$volumes$groups" ] && [ -z "$refused" ]; do
        before="$arrays|$volumes|$groups"
        for array in $arrays; do assemble "$array" && arrays=$(without "$array" $arrays); done
        for volume in $volumes; do unlock "${volume%%=*}" "${volume#*=}" && volumes=$(without "$volume" $volumes); done
        for group in $groups; do activate "$group" && groups=$(without "$group" $groups); done
        [ "$before" = "$arrays|$volumes|$groups" ] || { waited=0; continue; }
        [ "$waited" = 4 ] && say "waiting for$arrays$volumes$groups"
        [ "$waited" -ge "$waits" ] && break
        [ $((waited % 6)) = 5 ] && load_drivers
        sleep 0.5
        waited=$((waited + 1))
    done
    rm -rf /run/ask
    passphrase=
    # Real nodes would be in udev's way, which makes links of these names.
    for mapping in /sys/block/dm-*/dm/name; do
        [ -e "$mapping" ] || continue
        node=${mapping%/dm/name}
        ln -sfn "../${node##*/}" "/dev/mapper/$(cat "$mapping")"
    done
    [ -z "$arrays$volumes$groups" ] || say "not there:$arrays$volumes$groups"
    [ -z "$refused" ]
}

# --- Arrays. All members at once; after ten seconds in which nothing new appeared, those that are there.
assemble() {
    command -v mdadm > /dev/null || { refused=1; say "this system has no mdadm for the array $1"; return 1; }
    modprobe -q md_mod
    members= expected=2 name=
    for block in /sys/class/block/*; do
        candidate="/dev/${block##*/}"
        case "$candidate" in /dev/loop*|/dev/ram*|/dev/zram*|/dev/sr*|/dev/fd*) continue ;; esac
        facts=$(mdadm --examine --export "$candidate" 2> /dev/null)
        case "$facts" in *"MD_UUID=$1"*) ;; *) continue ;; esac
        members="$members $candidate"
        for fact in $facts; do
            case "$fact" in
                MD_DEVICES=*) expected=${fact#*=} ;;
                MD_NAME=*) name=${fact#*=} name=${name##*:} ;;
            esac
        done
    done
    set -- "$1" $members
    [ $# -gt 1 ] || return 1
    if [ $# -le "$expected" ]; then
        [ "$waited" -ge 20 ] || return 1
        say "WARNING: the array $1 has $(($# - 1)) of $expected members; starting it without the rest"
    fi
    mdadm --assemble --run "/dev/md/${name:-$1}" $members > /run/mdadm.log 2>&1 || { tail -n 1 /run/mdadm.log; return 1; }
}

# --- Volume groups.
activate() {
    command -v lvm > /dev/null || { refused=1; say "this system has no lvm for the volume group $1"; return 1; }
    lvm vgchange --activate y "$1" > /run/lvm.log 2>&1
}

# --- Encrypted volumes: by the key file, by the TPM2, by the passphrase that opened another one, by asking.
unlock() {
    uuid="$1" name="$2"
    [ -z "$refused" ] || return 1
    [ -e "/dev/mapper/$name" ] && return 0
    encrypted=$(findfs "UUID=$uuid" 2> /dev/null) && [ -n "$encrypted" ] || return 1
    command -v cryptsetup > /dev/null || { refused=1; say "this system has no cryptsetup for the volume $name"; return 1; }
    modprobe -q dm_crypt
    options_for "$uuid"
    key_file "$uuid" && return 0
    [ -n "$tpm2" ] && tpm2_token && return 0
    [ -n "$passphrase" ] && open_with_passphrase && return 0
    attempt=1
    question="Passphrase of the encrypted volume $name: "
    while [ "$attempt" -le "$tries" ]; do
        ask "$question"
        open_with_passphrase && return 0
        case "$status" in
            2) question="That was wrong. Passphrase of the encrypted volume $name ($((tries - attempt)) more tries): " ;;
            3) question="There is not enough memory to open $name. Passphrase ($((tries - attempt)) more tries): " ;;
            *) question="$(tail -n 1 /run/cryptsetup.log) Passphrase of the encrypted volume $name ($((tries - attempt)) more tries): " ;;
        esac
        attempt=$((attempt + 1))
    done
    passphrase=
    refused=1
    say "the encrypted volume $name stays closed: $tries wrong passphrases"
    return 1
}

# Sets $arguments of cryptsetup, and $tries, from options as crypttab has them.
options_for() {
    arguments= key_arguments= tpm2= tries=3
    for option in $(value_for "$1" $volume_options | tr , ' '); do
        case "$option" in
            discard) arguments="$arguments --allow-discards" ;;
            same-cpu-crypt) arguments="$arguments --perf-same_cpu_crypt" ;;
            submit-from-crypt-cpus) arguments="$arguments --perf-submit_from_crypt_cpus" ;;
            no-read-workqueue) arguments="$arguments --perf-no_read_workqueue" ;;
            no-write-workqueue) arguments="$arguments --perf-no_write_workqueue" ;;
            keyfile-size=*) key_arguments="$key_arguments --keyfile-size ${option#*=}" ;;
            keyfile-offset=*) key_arguments="$key_arguments --keyfile-offset ${option#*=}" ;;
            tpm2-device=*) tpm2=1 ;;
            tries=[1-9]*) tries=${option#*=} ;;
        esac
    done
}

# Opens $encrypted as $name; what standard input or a file says is the key.
open_volume() {
    cryptsetup open --type luks $arguments "$@" "$encrypted" "$name" > /run/cryptsetup.log 2>&1
    status=$?
    return "$status"
}

open_with_passphrase() {
    printf %s "$passphrase" | { open_volume --key-file -; }
    status=$?
    return "$status"
}

# Tries the token of the header that a TPM2 opens; its driver is part of the kernel.
tpm2_token() {
    [ -e /dev/tpmrm0 ] || { say "this machine shows no TPM2, which could open $name"; return 1; }
    open_volume --token-only --token-type systemd-tpm2 < /dev/null || { say "the TPM2 does not open $name: $(tail -n 1 /run/cryptsetup.log)"; return 1; }
}

# Tries the key file of rd.luks.key=UUID=PATH:DEVICE, for which it waits ten seconds.
key_file() {
    key=$(value_for "$1" $keys)
    [ -n "$key" ] || return 1
    path=${key%%:*} place=${key#*:}
    if [ "$path" = "$key" ]; then
        [ -r "$path" ] && open_volume $key_arguments --key-file "$path"
        return
    fi
    patience=0
    until holder=$(resolve "$place") && [ -n "$holder" ]; do
        [ "$patience" = 2 ] && say "waiting for the key file of $name on $place"
        [ "$patience" -ge 20 ] && { say "no key file: there is no $place"; return 1; }
        [ $((patience % 6)) = 5 ] && load_drivers
        sleep 0.5
        patience=$((patience + 1))
    done
    mkdir -p /key
    for type in vfat ext4 exfat iso9660 btrfs xfs; do
        mount -t "$type" -o ro "$holder" /key 2> /dev/null && break
    done
    if [ -r "/key/$path" ]; then
        open_volume $key_arguments --key-file "/key/$path" || say "the key file on $place does not open $name"
    else
        say "there is no $path on $place"
        status=1
    fi
    umount /key 2> /dev/null
    return "$status"
}

# Sets $passphrase to what is typed first on any console: all that the kernel writes to, and the first serial port if there is one.
ask() {
    rm -rf /run/ask
    mkdir -m 0700 /run/ask
    consoles=$(cat /sys/class/tty/console/active)
    case " $consoles " in *" ttyS0 "*) ;; *) stty -F /dev/ttyS0 115200 2> /dev/null && consoles="$consoles ttyS0" ;; esac
    readers=
    for console in $consoles; do
        ask_on "$console" "$1" < /dev/null > /dev/null 2>&1 &
        readers="$readers $!"
    done
    answer=
    while [ -z "$answer" ]; do
        sleep 0.2
        for file in /run/ask/*.answer; do [ -e "$file" ] && answer="$file" && break; done
    done
    IFS= read -r passphrase < "$answer"
    kill $readers 2> /dev/null
    for console in $consoles; do
        stty -F "/dev/$console" echo 2> /dev/null
        [ "/run/ask/$console.answer" = "$answer" ] || printf '\n' > "/dev/$console"
    done
    rm -rf /run/ask
}

# An empty line is no answer.
ask_on() {
    exec < "/dev/$1" > "/dev/$1" || return
    stty -echo
    line=
    while [ -z "$line" ]; do
        printf '\n%s' "$2"
        IFS= read -r line || sleep 1
    done
    printf '\n'
    printf '%s\n' "$line" > "/run/ask/$1" && mv "/run/ask/$1" "/run/ask/$1.answer"
}
