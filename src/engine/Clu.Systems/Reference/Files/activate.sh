#!@busybox@ sh
# Brings /etc, /usr and /run in line with this system. May run again at any time; asks nothing, destroys nothing that a user made.
systemConfig=@toplevel@
busybox=@busybox@
environment=@environment@
etc=@etc@

for applet in mount mkdir chown chmod ln mv cp cat touch readlink rm find tr; do
    eval "$applet() { $busybox $applet \"\$@\"; }"
done

# Replaces a link in one step, so that no moment is without it.
place_link() {
    [ "$(readlink "$2")" = "$1" ] && return
    ln -sfn "$1" "$2.new-link" && mv -fT "$2.new-link" "$2"
}

mkdir -p /bin /etc /home /mnt /root /run /srv /tmp /usr /var 2> /dev/null
chmod 0700 /root
chmod 1777 /tmp
# The root of an archive has a folder /sbin whose init is this system's, for containers: it stays, and gets the programs one by one.
own_init=
[ -L /sbin ] || [ "$(readlink /sbin/init)" != /nix/var/nix/profiles/system/init ] || own_init=1
for name in bin sbin lib lib64; do
    [ "$name$own_init" != sbin1 ] || continue
    [ -L "/$name" ] || $busybox rmdir "/$name" 2> /dev/null
    place_link "usr/$name" "/$name"
done
[ -L /usr ] || $busybox rmdir /usr 2> /dev/null
place_link "$environment" /usr
if [ -n "$own_init" ]; then
    for program in "$environment"/sbin/*; do
        [ "${program##*/}" = init ] || place_link "../usr/sbin/${program##*/}" "/sbin/${program##*/}"
    done
    for link in /sbin/*; do [ -e "$link" ] || rm -f "$link"; done
fi
place_link "$systemConfig" /run/current-system

# --- /etc: links to /etc/static, which names this system's files; see the list etc-plan beside them.
# What the machine has of its own stays: files, and links that lead elsewhere. A real folder in the place of a link gets the links of its entries.
previous=$(readlink /etc/static)
place_link "$etc/etc" /etc/static
link_entry() {
    if [ -L "/etc/$1" ]; then
        case "$(readlink "/etc/$1")" in
            "/etc/static/$1") ;;
            /etc/static/*) ln -sfn "/etc/static/$1" "/etc/$1" ;;
        esac
    elif [ ! -e "/etc/$1" ]; then
        ln -sfn "/etc/static/$1" "/etc/$1"
    elif [ -d "/etc/$1" ] && [ -d "/etc/static/$1" ] && [ ! -L "/etc/static/$1" ]; then
        for entry in "/etc/static/$1"/* "/etc/static/$1"/.[!.]*; do
            [ -e "$entry" ] || [ -L "$entry" ] && link_entry "${entry#/etc/static/}"
        done
    fi
}
while read -r action a b c; do
    case "$action" in
        directory)
            case "$(readlink "/etc/$a")" in /etc/static/*) rm -f "/etc/$a" ;; esac
            mkdir -p "/etc/$a"
            ;;
        links)
            below=
            [ "$a" = . ] || below="$a/"
            for name in $b $c; do
                link_entry "$below$name"
            done
            ;;
        copy) [ -e "/etc/$c" ] || { cp "$etc/etc/$c" "/etc/$c.new" && chown "$b" "/etc/$c.new" && chmod "$a" "/etc/$c.new" && mv -fT "/etc/$c.new" "/etc/$c"; } ;;
    esac
done < "$etc/etc-plan"
if [ -n "$previous" ] && [ "$previous" != "$etc/etc" ]; then
    find /etc -type l | while read -r link; do
        case "$(readlink "$link")" in /etc/static/*) [ -e "$link" ] || [ -L "$etc/etc/${link#/etc/}" ] || rm -f "$link" ;; esac
    done
fi

[ -s /etc/machine-id ] || tr -d - < /proc/sys/kernel/random/uuid > /etc/machine-id
# systemd would rebuild caches that the system brings along or does without.
touch /etc/.updated /var/.updated

# --- Programs that need other rights than their caller's: a Nix store keeps no such bits.
mkdir -p /run/wrappers
$busybox grep -q " /run/wrappers " /proc/mounts || mount -t tmpfs -o nodev,mode=0755,size=16m wrappers /run/wrappers
mkdir -p /run/wrappers/bin
while read -r mode owner name program; do
    cp "$program" "/run/wrappers/bin/$name.new" && chown "$owner" "/run/wrappers/bin/$name.new" \
        && chmod "$mode" "/run/wrappers/bin/$name.new" && mv -fT "/run/wrappers/bin/$name.new" "/run/wrappers/bin/$name"
done < "$etc/privileged-programs"

while read -r directory; do
    mkdir -p "/$directory"
done < "$etc/state-directories"
while read -r owner home; do
    [ -e "$home" ] && continue
    mkdir -p "$home" && cp -rL /etc/skel/. "$home/" && $busybox chmod -R u+w "$home" && $busybox chown -R "$owner" "$home" && chmod 0700 "$home"
done < "$etc/homes"
mkdir -p -m 1777 /run/clu/launched

# --- Nix's own state.
mkdir -p /nix/var/nix/db /nix/var/nix/profiles/per-user /nix/var/nix/gcroots /nix/var/nix/temproots /nix/var/nix/daemon-socket /nix/var/nix/userpool
[ -L /nix/var/nix/gcroots/profiles ] || ln -sfn /nix/var/nix/profiles /nix/var/nix/gcroots/profiles
[ -L /nix/var/nix/gcroots/current-system ] || ln -sfn /run/current-system /nix/var/nix/gcroots/current-system
[ -L /nix/var/nix/gcroots/booted-system ] || ln -sfn /run/booted-system /nix/var/nix/gcroots/booted-system
exit 0
