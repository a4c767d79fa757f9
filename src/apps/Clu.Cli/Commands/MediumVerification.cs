using System.CommandLine;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Media.Checksums;
using Clu.Media.Live;
using Clu.Nix.StorePaths;
using Clu.Stores;

namespace Clu.Cli.Commands;

/// <summary>What <c>clu verify</c> does where it is given a medium instead of store paths.</summary>
internal static class MediumVerification
{
    /// <summary>The medium that a command line means.</summary>
    /// <param name="words">Its paths.</param>
    /// <param name="live"><c>--medium</c> was given.</param>
    /// <param name="forStores">An option that was given and makes no sense with a medium; null for none.</param>
    /// <returns>A file or device; null when the words are store paths.</returns>
    public static string? Find(string[] words, bool live, Option? forStores)
    {
        string? medium = live ? "--medium" : words.FirstOrDefault(IsMedium);
        if (medium is null)
            return null;
        if (words.Length > (live ? 0 : 1))
            throw CliErrors.CommandLine($"'{medium}' is a medium, and something else is named, too", "check one medium at a time");
        if (forStores is not null)
            throw CliErrors.CommandLine($"{forStores.Name} is for stores, and '{medium}' is a medium", $"leave {forStores.Name} out");
        if (!live)
            return medium;
        return LiveMedium.Find().Device ?? throw LiveMedium.CannotBeChecked();
    }

    /// <summary>Checks it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string path, bool json, bool quiet, Terminal terminal, CancellationToken cancellation)
    {
        MediumChecksumResult result;
        using (IProgressRenderer progress = ProgressRenderer.Create(terminal, json, quiet, TimeProvider.System))
            result = MediumChecksum.Verify(path, progress, cancellation);
        MediumChecksumReport.Write(result, json, quiet, terminal);
        if (!json)
            result.ThrowIfDamaged();
        return result.IsSound ? ExitCode.Done : ExitCode.Damaged;
    }

    /// <summary>A device, or a file that is not in the store.</summary>
    private static bool IsMedium(string word) => File.Exists(word) && StorePathFinder.TryFind(word, StoreDirectory.Default) is null;
}
