using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Clu.Binary;

namespace Clu.Systems.Profiles;

/// <summary>Host name: one label (RFC 1123 2.1).</summary>
public readonly partial record struct HostName
{
    private const int MaxLength = 63;

    private readonly string? _text;

    private HostName(string text) => _text = text;

    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "1 to 63 of a-z 0-9 - without - at either end";

    /// <summary>The text; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>Takes a text over, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out HostName value)
    {
        bool valid = text is not null && Pattern().IsMatch(text);
        value = valid ? new HostName(text!) : default;
        return valid;
    }

    /// <summary>Takes a text over.</summary>
    /// <exception cref="CluException">CLU0403: it is none.</exception>
    public static HostName Parse(string text) => TryParse(text, out HostName value) ? value : throw ProfileErrors.BadText("host name", text, Expected);

    /// <summary>The host name that is nearest to a name of something else: <c>my-laptop</c> for <c>My_Laptop</c>; null where nothing of it is left.</summary>
    public static HostName? Nearest(string name)
    {
        string text = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return TryParse(text.Length > MaxLength ? text[..MaxLength].TrimEnd('-') : text, out HostName value) ? value : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
