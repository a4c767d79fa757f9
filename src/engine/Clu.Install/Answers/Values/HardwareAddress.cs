using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Clu.Install.Answers.Values;

/// <summary>Hardware address of a network interface.</summary>
public readonly partial record struct HardwareAddress
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "six pairs of hexadecimal digits like 52:54:00:12:34:56";

    private readonly string? _text;

    private HardwareAddress(string text) => _text = text;

    /// <summary>Lower case with colons; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>Takes a text over, if it is one; hyphens are taken for colons.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out HardwareAddress value)
    {
        bool valid = text is not null && Pattern().IsMatch(text);
        value = valid ? new HardwareAddress(text!.Replace('-', ':').ToLowerInvariant()) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
