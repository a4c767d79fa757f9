#!@busybox@ sh
# Makes the home folder of every person who has none yet. One that is there is left as it is, whoever made it.
busybox=@busybox@
while IFS=: read -r name _ uid gid _ home _; do
    [ "$uid" -ge 1000 ] && [ "$uid" -lt 60000 ] || continue
    case "$home" in /home/*) ;; *) continue ;; esac
    [ -e "$home" ] && continue
    new="/home/.$name.new"
    $busybox rm -rf "$new"
    $busybox mkdir -p "${home%/*}" "$new"
    [ ! -d /etc/skel ] || $busybox cp -rL /etc/skel/. "$new/"
    $busybox chmod -R u+w "$new" && $busybox chown -R "$uid:$gid" "$new" && $busybox chmod 0700 "$new" && $busybox mv -T "$new" "$home"
done < /etc/passwd
