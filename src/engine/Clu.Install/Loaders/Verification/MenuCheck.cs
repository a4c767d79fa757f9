using Clu.Install.Entering;
using Clu.Nix.BootSpecs;

namespace Clu.Install.Loaders.Verification;

/// <summary>Checks that what a menu starts is there, and is what the system's store has.</summary>
/// <param name="root">Where the target is mounted.</param>
/// <param name="rootUuid">UUID of what is mounted there; null when nobody knows.</param>
/// <param name="isOurs">Whether clu wrote the menu: NixOS's may start other things than systems, a memory test.</param>
/// <param name="findings">Gets what is wrong.</param>
internal sealed class MenuCheck(string root, string? rootUuid, bool isOurs, FindingSink findings)
{
    private const string Init = "/init";
    private const string ByUuid = "/dev/disk/by-uuid/";
    private const string Uuid = "UUID=";

    /// <summary>Checks one entry.</summary>
    /// <param name="folder">Where its loader reads.</param>
    /// <param name="item">The entry.</param>
    public void Check(BootFolder folder, MenuItem item)
    {
        if (item.Word("init") is not { } init)
        {
            if (isOurs)
                findings.Error($"{item.Menu} starts a kernel without init=, so that no system follows it");
            return;
        }

        BootSpec? spec = Spec(init);
        if (TargetPath.Resolve(root, init) is null)
            findings.Error($"{item.Menu} starts {init}, which is not in the target");
        Compare(folder, item, item.Kernel, spec?.Kernel, exact: true);
        if (spec?.Initrd is not null && item.Initrds.Count == 0)
            findings.Error($"{item.Menu} starts {init} without its initial ramdisk");
        // Secrets are appended to the ramdisk, in the file or after it.
        for (int at = 0; at < item.Initrds.Count; at++)
            Compare(folder, item, item.Initrds[at], at == 0 ? spec?.Initrd : null, exact: spec?.InitrdSecrets is null);
        if (UuidOf(item.Word("root")) is { } wanted && rootUuid is not null && !string.Equals(wanted, rootUuid, StringComparison.OrdinalIgnoreCase))
            findings.Error($"{item.Menu} looks for its root on UUID {wanted}, but the target's root has {rootUuid}");
    }

    private BootSpec? Spec(string init) =>
        init.EndsWith(Init, StringComparison.Ordinal) && TargetPath.Resolve(root, init[..^Init.Length]) is not null ? new SystemGenerations(root).Spec(init[..^Init.Length]) : null;

    private void Compare(BootFolder folder, MenuItem item, string path, string? storeFile, bool exact)
    {
        if (OnDisk(folder, path) is not { } file)
        {
            findings.Error($"{item.Menu} loads {path}, which is not there");
            return;
        }

        if (new FileInfo(file).Length == 0)
            findings.Error($"{file} is empty, and {item.Menu} loads it");
        else if (storeFile is not null && TargetPath.Resolve(root, storeFile) is not { })
            findings.Error($"{storeFile} is not in the target, and {item.Menu} starts it");
        else if (storeFile is not null && !FileBytes.BeginsWith(file, TargetPath.Resolve(root, storeFile)!, exact))
            findings.Error($"{file} is not what {storeFile} is");
    }

    // A loader sees its own file system; NixOS's GRUB may read kernels out of the store itself.
    private string? OnDisk(BootFolder folder, string path) => new[]
    {
        path.StartsWith($"{folder.Prefix}/", StringComparison.Ordinal) ? root + folder.Path + path[folder.Prefix.Length..] : null,
        TargetPath.Resolve(root, path),
    }.FirstOrDefault(file => file is not null && File.Exists(file));

    private static string? UuidOf(string? device) => device switch
    {
        null => null,
        _ when device.StartsWith(Uuid, StringComparison.Ordinal) => device[Uuid.Length..],
        _ when device.StartsWith(ByUuid, StringComparison.Ordinal) => device[ByUuid.Length..],
        _ => null,
    };
}
