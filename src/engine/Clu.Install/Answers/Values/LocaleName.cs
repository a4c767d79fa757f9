using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Clu.Install.Answers.Values;

/// <summary>Name of a locale, as <c>LANG</c> has it.</summary>
public readonly partial record struct LocaleName
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "a name like de_DE.UTF-8 or C.UTF-8";

    private readonly string? _text;

    private LocaleName(string text) => _text = text;

    /// <summary>The text; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>Takes a text over, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out LocaleName value)
    {
        bool valid = text is not null && Pattern().IsMatch(text);
        value = valid ? new LocaleName(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A[A-Za-z]{1,8}(_[A-Za-z0-9]{2,8})?(\.[A-Za-z0-9-]{1,16})?(@[A-Za-z0-9]{1,16})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
