namespace Clu.Systems.Debian;

/// <summary>What this machine's own apt is told about Debian archives and the way to them.</summary>
internal static class HostArchive
{
    private static readonly string[] TransportSettings =
        ["Acquire::http", "Acquire::https", "Acquire::ForceIPv", "Acquire::Check-Valid-Until", "Acquire::Check-Date"];

    /// <summary>The archive that the host installs Debian from.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0420: there is none.</exception>
    public static async Task<string> MirrorAsync(AptCommand host, CancellationToken cancel)
    {
        string targets = await host.RunAsync(
            "apt-get", ["indextargets", "--format", "$(ORIGIN) $(LABEL) $(SITE)", "Created-By: Packages"], cancel: cancel).ConfigureAwait(false);
        string[][] known = [.. targets.Split('\n').Select(line => line.Split(' ')).Where(fields => fields.Length == 3)];
        // Before the first update of the host apt knows no origin yet: then a site whose path ends as Debian's archives do.
        return known.FirstOrDefault(fields => fields is ["Debian", "Debian", _])?[2]
            ?? known.FirstOrDefault(fields => fields[2].TrimEnd('/').EndsWith("/debian", StringComparison.Ordinal))?[2]
            ?? throw DebianErrors.NoMirror();
    }

    /// <summary>Proxies, certificates and the like, as lines of an apt configuration.</summary>
    public static async Task<IReadOnlyList<string>> TransportAsync(AptCommand host, CancellationToken cancel)
    {
        string dump = await host.RunAsync("apt-config", ["dump"], cancel: cancel).ConfigureAwait(false);
        return [.. dump.Split('\n').Where(line => TransportSettings.Any(setting => line.StartsWith(setting, StringComparison.Ordinal)))];
    }
}
