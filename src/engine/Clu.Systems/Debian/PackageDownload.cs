using System.Globalization;
using System.Security.Cryptography;
using Clu.Binary;
using Clu.Stores.Progress;

namespace Clu.Systems.Debian;

/// <summary>Gets package files through apt into its cache, and checks them against the index once more.</summary>
internal static class PackageDownload
{
    private const string Step = "download";

    /// <summary>Gets what is missing; afterwards every wanted file is in <see cref="AptState.Archives"/> and is what the index says.</summary>
    /// <param name="apt">The state to use.</param>
    /// <param name="wanted">Packages whose files are needed.</param>
    /// <param name="solution">All packages, so that apt comes to the same solution again.</param>
    /// <param name="offline">Whether asking a mirror is an error.</param>
    /// <param name="progress">Told of bytes.</param>
    /// <param name="cancel">Stops it; apt goes on from there the next time.</param>
    /// <exception cref="CluException">The mirror fails or sends something else. Files that arrived stay.</exception>
    public static async Task FetchAsync(
        AptState apt,
        IReadOnlyCollection<DebianPackage> wanted,
        IReadOnlyCollection<DebianPackage> solution,
        bool offline,
        IProgress<ProgressEvent>? progress,
        CancellationToken cancel)
    {
        List<DebianPackage> missing = [];
        foreach (DebianPackage package in wanted)
        {
            if (await WrongHashAsync(apt, package, cancel).ConfigureAwait(false) is not null)
                missing.Add(package);
        }

        if (missing.Count == 0)
            return;
        long total = missing.Sum(package => package.Size);
        if (offline)
            throw DebianErrors.MirrorSilent($"{missing.Count} packages are not in the cache, and no mirror is to be asked");
        progress?.Report(new ProgressEvent.StepStarted(Step, $"{missing.Count} Debian packages", total));
        // apt would take a file of the right length for the right file.
        foreach (DebianPackage package in missing)
            File.Delete(Path.Combine(apt.Archives, package.FileName));
        await apt.Command.RunAsync(
            "apt-get",
            ["install", "--download-only", "--yes", "-qq", "-o", "APT::Status-Fd=1", .. solution.Select(package => $"{package.Name}={package.Version}")],
            line => Report(line, total, progress), cancel).ConfigureAwait(false);
        foreach (DebianPackage package in missing)
        {
            if (await WrongHashAsync(apt, package, cancel).ConfigureAwait(false) is not { } actual)
                continue;
            File.Delete(Path.Combine(apt.Archives, package.FileName));
            throw DebianErrors.WrongPackage(package.FileName, package.Sha256, actual);
        }

        progress?.Report(new ProgressEvent.StepAdvanced(Step, total, null));
        progress?.Report(new ProgressEvent.StepFinished(Step, $"{missing.Count} packages"));
    }

    /// <summary>The hash that a file has instead of the right one; null when it is right.</summary>
    private static async Task<string?> WrongHashAsync(AptState apt, DebianPackage package, CancellationToken cancel)
    {
        string path = Path.Combine(apt.Archives, package.FileName);
        if (!File.Exists(path))
            return "of nothing";
        using FileStream file = File.OpenRead(path);
        string actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel).ConfigureAwait(false));
        return actual == package.Sha256 ? null : actual;
    }

    /// <summary>apt says <c>dlstatus:number:percent:text</c>.</summary>
    private static void Report(string line, long total, IProgress<ProgressEvent>? progress)
    {
        string[] fields = line.Split(':', 4);
        if (fields is ["dlstatus", _, string percent, string text] && double.TryParse(percent, CultureInfo.InvariantCulture, out double done))
            progress?.Report(new ProgressEvent.StepAdvanced(Step, (long)(total * done / 100), text));
    }
}
