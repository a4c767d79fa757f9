using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Clu.Install.Answers.Values;

/// <summary>Name of a network interface (at most 15 bytes, as the kernel has it).</summary>
public readonly partial record struct InterfaceName
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "a name like enp1s0, 1 to 15 of A-Z a-z 0-9 _ . -";

    private readonly string? _text;

    private InterfaceName(string text) => _text = text;

    /// <summary>The text; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>Takes a text over, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out InterfaceName value)
    {
        bool valid = text is not null && Pattern().IsMatch(text);
        value = valid ? new InterfaceName(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
