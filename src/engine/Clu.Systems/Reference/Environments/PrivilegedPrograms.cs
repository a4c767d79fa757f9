using Clu.Images.Trees;

namespace Clu.Systems.Reference.Environments;

/// <summary>
/// Programs that run with other rights than their caller's. A Nix store keeps no such bits, so the environment links to
/// <c>/run/wrappers/bin</c>, where activation places copies that have them. Modes and groups are those that Debian ships.
/// </summary>
internal static class PrivilegedPrograms
{
    /// <summary>Where the copies are on the running system.</summary>
    public const string Folder = "/run/wrappers/bin";

    private const string SetUid = "4755";
    private const string SetGid = "2755";
    private const string Root = "0:0";
    private const string Shadow = "0:42";

    private static readonly (string Path, string Mode, string Owner)[] _all =
    [
        ("bin/chage", SetGid, Shadow),
        ("bin/chfn", SetUid, Root),
        ("bin/chsh", SetUid, Root),
        ("bin/expiry", SetGid, Shadow),
        ("bin/gpasswd", SetUid, Root),
        ("bin/mount", SetUid, Root),
        ("bin/newgrp", SetUid, Root),
        ("bin/passwd", SetUid, Root),
        ("bin/su", SetUid, Root),
        ("bin/sudo", SetUid, Root),
        ("bin/umount", SetUid, Root),
        ("lib/openssh/ssh-keysign", SetUid, Root),
        ("sbin/unix_chkpwd", SetGid, Shadow),
    ];

    /// <summary>The link that stands for a program in the environment; null for every other path.</summary>
    /// <param name="path">Path below <c>usr</c>.</param>
    public static ImageNode? Link(string path) => _all.Any(program => program.Path == path)
        ? new ImageSymlink($"{Folder}/{path[(path.LastIndexOf('/') + 1)..]}")
        : null;

    /// <summary>What activation reads: mode, owner, name and original of each program that the packages have.</summary>
    public static string List(IReadOnlyList<ObjectFiles> packages) => string.Concat(
        from program in _all
        from package in packages
        where package.Root.FindPath($"usr/{program.Path}") is ImageFile
        select $"{program.Mode} {program.Owner} {program.Path[(program.Path.LastIndexOf('/') + 1)..]} {package.StoreFile($"usr/{program.Path}")}\n");
}
