using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Clu.Binary;

namespace Clu.Systems.Profiles;

/// <summary>Name of a Debian package (Debian Policy 5.6.1).</summary>
public readonly partial record struct PackageName
{
    private readonly string? _text;

    private PackageName(string text) => _text = text;

    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "lower-case letters, digits and + - . with a letter or digit first, at least 2";

    /// <summary>The text; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>Takes a text over, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PackageName value)
    {
        bool valid = text is not null && Pattern().IsMatch(text);
        value = valid ? new PackageName(text!) : default;
        return valid;
    }

    /// <summary>Takes a text over.</summary>
    /// <exception cref="CluException">CLU0403: it is none.</exception>
    public static PackageName Parse(string text) => TryParse(text, out PackageName value) ? value : throw ProfileErrors.BadText("package name", text, Expected);

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9+.-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
