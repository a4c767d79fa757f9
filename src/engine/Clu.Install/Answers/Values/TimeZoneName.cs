using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Clu.Install.Answers.Values;

/// <summary>Name of a time zone: a path below <c>zoneinfo</c> without <c>.</c> and <c>..</c>. Whether there is such a zone only a system tells.</summary>
public readonly partial record struct TimeZoneName
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "a name like Europe/Berlin or UTC";

    private readonly string? _text;

    private TimeZoneName(string text) => _text = text;

    /// <summary>The text; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>Takes a text over, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TimeZoneName value)
    {
        bool valid = text is not null && Pattern().IsMatch(text);
        value = valid ? new TimeZoneName(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9][A-Za-z0-9_+-]*){0,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
