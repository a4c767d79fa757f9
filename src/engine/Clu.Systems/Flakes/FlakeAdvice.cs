using System.Text.RegularExpressions;
using Clu.Binary;

namespace Clu.Systems.Flakes;

/// <summary>Finds out of Nix's message what somebody can do about it. The message itself always stays.</summary>
internal static partial class FlakeAdvice
{
    private const string Source = "-source/";

    private static readonly string[] _noFlake =
    [
        "could not find a flake.nix", "is not a flake", "does not contain a 'flake.nix'", "does not contain a '/flake.nix'", "is not in the flake registries",
        "cannot find flake",
    ];

    /// <summary>The error of an evaluation that failed.</summary>
    /// <param name="flake">The flake, in Nix's words.</param>
    /// <param name="target">What was evaluated.</param>
    /// <param name="message">What Nix printed.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<CluException> OfAsync(string flake, string target, string message, CancellationToken cancel)
    {
        if (FeatureOff(message) is { } featureOff)
            return featureOff;
        if (FlakeFolder.Of(flake) is { } folder)
        {
            GitFolder? git = await GitFolder.OfAsync(folder, cancel).ConfigureAwait(false);
            if (git?.Untracked.FirstOrDefault(file => IsMissed(file.Path, message)) is { } missed)
                return FlakeErrors.NotInGit(target, missed.Path, git.AddCommand(missed), message);
            if (!Path.Exists(folder))
                return FlakeErrors.NoFlake(flake, message);
        }

        return _noFlake.Any(words => message.Contains(words, StringComparison.Ordinal))
            ? FlakeErrors.NoFlake(flake, message)
            : FlakeErrors.CannotEvaluate(target, message);
    }

    /// <summary>The error of a feature that is off; null where that is not what the message says.</summary>
    public static CluException? FeatureOff(string message) =>
        Feature().Match(message) is { Success: true } match ? FlakeErrors.FeatureOff(match.Groups["name"].Value, message) : null;

    /// <summary>
    /// Whether a message complains of a file: newer Nix names it from the repository's root, older its place in a copy of what git tracks, or the
    /// first folder on the way that is not there.
    /// </summary>
    private static bool IsMissed(string file, string message) => Missed().Matches(message)
        .Select(match => InSource(match.Groups["path"].Value).Trim('/'))
        .Any(path => path.Length > 0 && (path == file || file.StartsWith(path + "/", StringComparison.Ordinal) || path.StartsWith(file.TrimEnd('/') + "/", StringComparison.Ordinal)));

    /// <summary>Nix 2.26 names the whole path of a copy in the store.</summary>
    private static string InSource(string path) => path[(path.LastIndexOf(Source, StringComparison.Ordinal) is >= 0 and int at ? at + Source.Length : 0)..];

    [GeneratedRegex("""experimental (?:Nix |Lix )?feature '(?<name>[\w-]+)' is disabled""")]
    private static partial Regex Feature();

    [GeneratedRegex("""(?:-source/|[Pp]ath '|[Pp]ath ")(?<path>[^'"\s:][^'"\n]*?)(?='|"| does not exist|$)""", RegexOptions.Multiline)]
    private static partial Regex Missed();
}
