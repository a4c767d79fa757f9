namespace Clu.Install.Entering;

/// <summary>What runs in the new namespaces, by the live system's programs, before the target's program takes its place.</summary>
internal static class EntryScript
{
    /// <summary>
    /// Arguments: the target's root, its system, the program with its arguments. The target's own <c>/run</c> may be full of an earlier start's files,
    /// so it is covered.
    /// </summary>
    public const string Text = """
        set -eu
        root=$1 system=$2
        shift 2
        mkdir -p -m 0755 "$root/dev" "$root/sys" "$root/proc" "$root/run" "$root$root"
        mount --rbind "$root" "$root$root"
        mount --rbind /dev "$root/dev"
        mount --rbind /sys "$root/sys"
        mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
        mount -t tmpfs -o nosuid,nodev,mode=0755 tmpfs "$root/run"
        chroot=$(command -v chroot)
        unset TMPDIR
        export HOME=/root PATH="$system/sw/bin:$system/sw/sbin"
        IN_NIXOS_ENTER=1 "$chroot" "$root" "$system/activate" </dev/null >&2 ||
            echo "activating the target's system ended with $?" >&2
        if "$chroot" "$root" "$system/sw/bin/test" -x "$system/sw/bin/systemd-tmpfiles" 2>/dev/null; then
            "$chroot" "$root" "$system/sw/bin/systemd-tmpfiles" --create --remove -E </dev/null >&2 || :
        fi
        exec "$chroot" "$root" "$@"
        """;
}
