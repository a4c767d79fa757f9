using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Clu.Install.Answers.Values;

/// <summary>Name of a console keymap.</summary>
public readonly partial record struct KeymapName
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "a name like de-latin1, without a folder";

    private readonly string? _text;

    private KeymapName(string text) => _text = text;

    /// <summary>The text; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>Takes a text over, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out KeymapName value)
    {
        bool valid = text is not null && Pattern().IsMatch(text);
        value = valid ? new KeymapName(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
