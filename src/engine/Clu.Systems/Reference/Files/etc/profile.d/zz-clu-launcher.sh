# Starts the medium's program once on each console after login, and nowhere else: making the folder is the lock.
case "$-:$(tty 2> /dev/null)" in
    *i*:/dev/tty1|*i*:/dev/ttyS0)
        if [ -r /etc/clu/launcher ] && mkdir "/run/clu/launched/$(basename "$(tty)")" 2> /dev/null; then
            sh /etc/clu/launcher
        fi
        ;;
esac
