using Clu.Install.Tools;

namespace Clu.Install.Loaders.Verification;

/// <summary>What blkid knows of this machine's devices, read anew.</summary>
internal sealed class DeviceIdentifiers
{
    private readonly List<IReadOnlyDictionary<string, string>> _devices;

    private DeviceIdentifiers(List<IReadOnlyDictionary<string, string>> devices) => _devices = devices;

    /// <summary>Asks blkid.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0690, CLU0691.</exception>
    public static async Task<DeviceIdentifiers> ReadAsync(ToolRunner runner, CancellationToken cancel)
    {
        // It ends with 2 when it finds nothing at all.
        ToolCommand command = new("blkid", "-c", "/dev/null", "-o", "export") { Accepted = [0, 2] };
        return Parse(await runner.RunAsync(command, cancel).ConfigureAwait(false));
    }

    /// <summary>Reads its <c>export</c> format: a line for each tag, an empty line between devices.</summary>
    public static DeviceIdentifiers Parse(string output) => new(
    [
        .. output.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(device => device
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0])
            .ToDictionary(pair => pair[0], pair => pair[1].Replace("\\", "", StringComparison.Ordinal), StringComparer.Ordinal)),
    ]);

    /// <summary>Whether a device has such a tag: <c>UUID</c>, <c>LABEL</c>, <c>PARTUUID</c>.</summary>
    public bool Has(string tag, string value) => _devices.Any(device => device.TryGetValue(tag, out string? found)
        && string.Equals(found, value, tag.EndsWith("UUID", StringComparison.Ordinal) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));

    /// <summary>UUID of what is on a device; null when blkid knows none.</summary>
    public string? UuidOf(string device)
    {
        string real = Real(device);
        return _devices.FirstOrDefault(known => known.TryGetValue("DEVNAME", out string? name) && Real(name) == real)?.GetValueOrDefault("UUID");
    }

    private static string Real(string device) =>
        File.Exists(device) ? File.ResolveLinkTarget(device, returnFinalTarget: true)?.FullName ?? device : device;
}
