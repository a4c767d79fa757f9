# Runs the console's program once on each console after login, and nowhere else: making the folder is the lock.
case "$-:$(tty 2> /dev/null)" in
    *i*:/dev/tty1|*i*:/dev/ttyS0)
        if mkdir "/run/clu/launched/$(basename "$(tty)")" 2> /dev/null; then
            bash /etc/clu/console
        fi
        ;;
esac
