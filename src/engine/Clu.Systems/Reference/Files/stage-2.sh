#!@busybox@ sh
# Stage 2: makes the root file system ready and becomes systemd. No dynamic loader is at its place yet, so that only busybox runs.
systemConfig=@toplevel@
busybox=@busybox@

for applet in mount mkdir chown chmod ln mv cat touch; do
    eval "$applet() { $busybox $applet \"\$@\"; }"
done

# A systemd in stage 1 leaves none.
umask 022
mount -o remount,rw / 2> /dev/null
mkdir -p /dev/pts /dev/shm /tmp /etc
mount -t devpts -o nosuid,noexec,mode=0620,ptmxmode=0666,gid=5 devpts /dev/pts
mount -t tmpfs -o nosuid,nodev,mode=1777 shm /dev/shm
chmod 1777 /tmp

chown 0:30000 /nix/store 2> /dev/null
chmod 1775 /nix/store 2> /dev/null
mount --bind /nix/store /nix/store
mount -o remount,ro,nosuid,nodev,bind /nix/store

echo "stage 2: activating $systemConfig"
"$systemConfig/activate" < /dev/null
ln -sfn "$systemConfig" /run/booted-system

# From here on programs of the system run.
if [ ! -e /nix/var/nix/db/db.sqlite ] && [ -e /nix/store/nix-path-registration ]; then
    echo "stage 2: loading the Nix database"
    /usr/bin/nix-store --load-db < /nix/store/nix-path-registration
fi
if [ ! -e /nix/var/nix/profiles/system ]; then
    mkdir -p /nix/var/nix/profiles
    ln -sfn "$systemConfig" /nix/var/nix/profiles/system-1-link
    ln -sfn system-1-link /nix/var/nix/profiles/system
fi
touch /etc/NIXOS

# Only the live system takes passwords from the one who starts it.
[ @installed@ = yes ] || for parameter in $(cat /proc/cmdline); do
    case "$parameter" in
        live.nixos.passwd=*|live.nixos.password=*) echo "nixos:${parameter#*=}" | /usr/sbin/chpasswd ;;
        live.nixos.passwordHash=*) echo "nixos:${parameter#*=}" | /usr/sbin/chpasswd -e ;;
    esac
done

echo "stage 2: starting systemd"
exec env -i PATH=/usr/sbin:/usr/bin /usr/lib/systemd/systemd
