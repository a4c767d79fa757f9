using Clu.Install.Entering;

namespace Clu.Install.Loaders.Verification;

/// <summary>Checks that what <c>fstab</c> and <c>crypttab</c> of a target name is on this machine.</summary>
/// <param name="root">Where the target is mounted.</param>
/// <param name="devices">This machine's devices.</param>
/// <param name="findings">Gets what is wrong.</param>
internal sealed class MountTableCheck(string root, DeviceIdentifiers devices, FindingSink findings)
{
    private static readonly string[] _tags = ["UUID", "LABEL", "PARTUUID", "PARTLABEL"];
    private static readonly string[] _withoutDevice = ["tmpfs", "proc", "sysfs", "devtmpfs", "devpts", "efivarfs", "overlay", "ramfs", "nfs", "nfs4", "cifs", "9p", "virtiofs"];

    /// <summary>Checks <c>/etc/fstab</c>: fstab(5).</summary>
    /// <param name="required">Whether it must be there.</param>
    public void Fstab(bool required)
    {
        const string file = "/etc/fstab";
        if (Lines(file) is not { } lines)
        {
            if (required)
                findings.Error($"the target has no {file}");
            return;
        }

        foreach (string[] line in lines)
        {
            if (line.Length < 3)
                findings.Error($"a line of {file} has fewer than three columns: {string.Join(' ', line)}");
            else
                Mount(file, Plain(line[0]), Plain(line[1]), line[2], line.ElementAtOrDefault(3) ?? "");
        }
    }

    /// <summary>Checks <c>/etc/crypttab</c>: crypttab(5).</summary>
    public void Crypttab()
    {
        const string file = "/etc/crypttab";
        foreach (string[] line in Lines(file) ?? [])
        {
            if (line.Length < 2)
                findings.Error($"a line of {file} has fewer than two columns: {string.Join(' ', line)}");
            else
                Device(file, Plain(line[1]));
        }
    }

    private void Mount(string file, string source, string path, string type, string options)
    {
        bool isBind = options.Split(',').Any(option => option is "bind" or "rbind");
        if (!_withoutDevice.Contains(type) && !isBind)
            Device(file, source);
        if (path is "none" or "swap" || type == "swap")
            return;
        if (TargetPath.Resolve(root, path) is not { } folder || !Directory.Exists(folder))
            findings.Error($"{file} mounts {source} at {path}, which is no folder of the target");
    }

    private void Device(string file, string source)
    {
        string[] pair = source.Split('=', 2);
        if (pair.Length == 2 && _tags.Contains(pair[0]))
        {
            string value = pair[1].Trim('"');
            if (!devices.Has(pair[0], value))
                findings.Error($"{file} names {source}, which no device of this machine has");
        }
        else if (source.StartsWith("/dev/disk/by-uuid/", StringComparison.Ordinal))
        {
            if (!devices.Has("UUID", Path.GetFileName(source)))
                findings.Error($"{file} names {source}, which no device of this machine has");
        }
        else if (source.StartsWith("/dev/", StringComparison.Ordinal))
        {
            if (!Path.Exists(source))
                findings.Error($"{file} names {source}, which this machine does not have");
        }
        else if (source.StartsWith('/') && TargetPath.Resolve(root, source) is null)
        {
            findings.Error($"{file} names {source}, which is not in the target");
        }
    }

    private List<string[]>? Lines(string file) => TargetPath.Resolve(root, file) is { } found
        ? [.. File.ReadAllLines(found).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))]
        : null;

    private static string Plain(string column) => column.Replace(@"\040", " ", StringComparison.Ordinal).Replace(@"\011", "\t", StringComparison.Ordinal);
}
