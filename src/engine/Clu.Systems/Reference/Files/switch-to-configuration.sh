#!@busybox@ sh
# Makes this system the running one, or the one that starts next. Actions as in NixOS.
toplevel=@toplevel@
installed=@installed@

# Writes the boot loader's entries for this system, as the machine was installed. Says why not where it cannot.
install_boot_loader() {
    if [ "$installed" = no ]; then
        echo "switch-to-configuration: a live system starts from its medium, which has no boot loader to write" >&2
        return 1
    fi
    if ! /usr/bin/clu boot-loader --help > /dev/null 2>&1; then
        echo "switch-to-configuration: no boot loader is configured for $toplevel: this clu has no 'boot-loader'" >&2
        return 1
    fi
    /usr/bin/clu boot-loader install "$toplevel"
}

activate() {
    "$toplevel/activate" < /dev/null || return
    /usr/bin/systemctl daemon-reload || return
    /usr/bin/systemd-tmpfiles --create --remove --exclude-prefix=/dev > /dev/null 2>&1
    # What this system wants and the previous one did not have.
    /usr/bin/systemctl start --no-block default.target
}

case "$1" in
    check)
        exit 0
        ;;
    dry-activate)
        echo "would activate $toplevel"
        exit 0
        ;;
    test)
        activate
        ;;
    switch)
        install_boot_loader
        entries=$?
        activate && exit "$entries"
        ;;
    boot)
        install_boot_loader
        ;;
    *)
        echo "usage: switch-to-configuration switch|boot|test|dry-activate|check" >&2
        exit 2
        ;;
esac
