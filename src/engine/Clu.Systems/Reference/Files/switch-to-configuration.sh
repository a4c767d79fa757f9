#!@busybox@ sh
# Makes this system the running one. Actions as in NixOS; this system has no boot loader of its own to install.
toplevel=@toplevel@
case "$1" in
    check)
        exit 0
        ;;
    dry-activate)
        echo "would activate $toplevel"
        exit 0
        ;;
    test|switch)
        [ "$1" = test ] || echo "switch-to-configuration: no boot loader is configured, the next start keeps the present entry" >&2
        "$toplevel/activate" < /dev/null && /usr/bin/systemctl daemon-reload
        ;;
    boot)
        echo "switch-to-configuration: no boot loader is configured for $toplevel" >&2
        exit 1
        ;;
    *)
        echo "usage: switch-to-configuration switch|boot|test|dry-activate|check" >&2
        exit 2
        ;;
esac
