using System.Globalization;
using System.Text.RegularExpressions;
using Clu.Binary;
using Clu.Systems.Toml;

namespace Clu.Systems.Debian;

/// <summary>Lets apt find the packages, each in one version, that a request needs.</summary>
internal static partial class AptSolver
{
    /// <summary>Solves a request from the index at hand.</summary>
    /// <returns>Packages by name.</returns>
    /// <exception cref="CluException">CLU0421: a name is unknown. CLU0422: there is no solution. CLU0433: the index is not as Debian's are.</exception>
    public static async Task<IReadOnlyList<DebianPackage>> SolveAsync(AptState apt, CancellationToken cancel)
    {
        DebianRequest request = apt.Request;
        await CheckNamesAsync(apt, cancel).ConfigureAwait(false);
        string plan;
        try
        {
            // A simulation would also sort out the order of unpacking, which takes seconds and means nothing here.
            plan = await apt.Command.RunAsync(
                "apt-get",
                [
                    "install", "--print-uris", "-qq", "-o", $"Dir::Cache::archives={apt.NoArchives}",
                    .. request.Packages, .. request.Essential ? ["?essential"] : (string[])[],
                ],
                cancel: cancel).ConfigureAwait(false);
        }
        catch (CluException e) when (e.Code == "CLU0429")
        {
            throw DebianErrors.Unsolvable(request.Suite, e.Message);
        }

        HashSet<(string Name, string Version)> chosen = [];
        foreach (Match match in FileLine().Matches(plan))
            chosen.Add((match.Groups["name"].Value, match.Groups["version"].Value.Replace("%3a", ":", StringComparison.Ordinal)));
        if (chosen.Count == 0)
            return [];
        string records = await apt.Command.RunAsync(
            "apt-cache", ["show", .. chosen.Select(key => $"{key.Name}={key.Version}")], cancel: cancel).ConfigureAwait(false);
        SortedDictionary<string, DebianPackage> packages = new(StringComparer.Ordinal);
        foreach (IReadOnlyDictionary<string, string> record in ControlFile.Read(records))
        {
            DebianPackage package = ReadPackage(record);
            if (chosen.Contains((package.Name, package.Version)))
                packages[package.Name] = package;
        }

        foreach ((string name, string version) in chosen)
        {
            if (packages.GetValueOrDefault(name)?.Version != version)
                throw DebianErrors.Index($"has no entry for {name} {version}, which apt chose");
        }

        return [.. packages.Values];
    }

    private static async Task CheckNamesAsync(AptState apt, CancellationToken cancel)
    {
        string listing = await apt.Command.RunAsync("apt-cache", ["pkgnames"], cancel: cancel).ConfigureAwait(false);
        HashSet<string> known = [.. listing.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        if (known.Count == 0)
            throw DebianErrors.NoIndex(apt.Request.Suite);
        foreach (string name in apt.Request.Packages)
        {
            if (!known.Contains(name))
                throw DebianErrors.UnknownPackage(name, apt.Request.Suite, EditDistance.Nearest(name, known));
        }
    }

    private static DebianPackage ReadPackage(IReadOnlyDictionary<string, string> record) => new()
    {
        Name = Required(record, "Package"),
        Version = Required(record, "Version"),
        Architecture = Required(record, "Architecture"),
        Size = long.TryParse(Required(record, "Size"), NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            ? size
            : throw DebianErrors.Index($"gives '{record["Size"]}' as the size of {record["Package"]}"),
        Sha256 = Required(record, "SHA256"),
        Needs = [.. ControlFile.Relations(record.GetValueOrDefault("Pre-Depends")), .. ControlFile.Relations(record.GetValueOrDefault("Depends"))],
        Provides = [.. ControlFile.Relations(record.GetValueOrDefault("Provides")).SelectMany(names => names)],
    };

    private static string Required(IReadOnlyDictionary<string, string> record, string field) =>
        record.GetValueOrDefault(field) ?? throw DebianErrors.Index($"has an entry for {record.GetValueOrDefault("Package") ?? "no package"} without {field}");

    /// <summary>apt says <c>'URI' name_version_architecture.deb size hash</c>, with <c>%3a</c> for a colon.</summary>
    [GeneratedRegex(@"^'[^']*' (?<name>[^_\s]+)_(?<version>[^_\s]+)_[^_\s]+\.deb ", RegexOptions.Multiline)]
    private static partial Regex FileLine();
}
