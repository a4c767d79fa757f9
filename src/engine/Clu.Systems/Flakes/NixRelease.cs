using System.Globalization;
using System.Text.RegularExpressions;
using Clu.Binary;

namespace Clu.Systems.Flakes;

/// <summary>What <c>nix --version</c> says.</summary>
/// <param name="Implementation">Whose it is.</param>
/// <param name="Version">The version of Nix that it is like; of Lix, its own.</param>
/// <param name="Text">As it was printed.</param>
public sealed partial record NixRelease(NixImplementation Implementation, Version Version, string Text)
{
    /// <summary>The first that has flakes.</summary>
    private static readonly Version _flakes = new(2, 4);

    /// <summary>The first whose outputs of a derivation are named behind a caret.</summary>
    private static readonly Version _outputs = new(2, 13);

    /// <summary>Whether it evaluates flakes.</summary>
    public bool HasFlakes => Implementation != NixImplementation.Nix || Version >= _flakes;

    /// <summary>Reads what was printed: <c>nix (Nix) 2.30.1</c>, <c>nix (Lix, like Nix) 2.91.0</c>, <c>nix (Determinate Nix 3.8.4) 2.30.1</c>.</summary>
    /// <exception cref="CluException">CLU0710: it is something else.</exception>
    public static NixRelease Parse(string text)
    {
        Match match = Line().Match(text.Trim());
        if (!match.Success)
            throw FlakeErrors.NotUnderstood("nix --version", text);
        string who = match.Groups["who"].Value;
        return new NixRelease(
            who.StartsWith("Lix", StringComparison.Ordinal) ? NixImplementation.Lix
                : who.StartsWith("Determinate", StringComparison.Ordinal) ? NixImplementation.Determinate
                : NixImplementation.Nix,
            new Version(int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["minor"].Value, CultureInfo.InvariantCulture)),
            text.Trim());
    }

    /// <summary>How it is asked to build a derivation that is there.</summary>
    public string OutputOf(string derivation, string output = "out") => Implementation == NixImplementation.Nix && Version < _outputs ? derivation : $"{derivation}^{output}";

    // Releases before they are out are "2.34pre20250101_abcdef", those of Lix "2.94.0-dev-pre…".
    [GeneratedRegex(@"^nix \((?<who>[^)]+)\) (?<major>\d{1,4})\.(?<minor>\d{1,4})")]
    private static partial Regex Line();
}
