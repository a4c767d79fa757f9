using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Clu.Install.Answers.Values;

/// <summary>Where stage 1 finds a key file: a device and the path on it.</summary>
public readonly partial record struct KeyLocation
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "a device and a path like LABEL=KEYS:/root.key";

    private readonly string? _text;

    private KeyLocation(string text) => _text = text;

    /// <summary>The text; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>Takes a text over, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out KeyLocation value)
    {
        bool valid = text is not null && Pattern().IsMatch(text);
        value = valid ? new KeyLocation(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A(LABEL|UUID|PARTLABEL|PARTUUID)=[A-Za-z0-9_.-]{1,36}:(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
