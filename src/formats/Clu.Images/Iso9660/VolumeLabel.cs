using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Clu.Binary;

namespace Clu.Images.Iso9660;

/// <summary>
/// The label of a medium, by which the live system finds it again: 1 to 32 of <c>A-Z a-z 0-9 _ . -</c>. ECMA-119 wants upper case only;
/// Linux and udev read every one of these as it is, without escapes.
/// </summary>
public readonly record struct VolumeLabel
{
    /// <summary>Bytes of the volume identifier in the descriptor (ECMA-119 8.4.7).</summary>
    public const int MaxLength = 32;

    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    private readonly string? _text;

    private VolumeLabel(string text) => _text = text;

    /// <summary>The label; empty for the default value, which labels nothing.</summary>
    public string Text => _text ?? "";

    /// <summary>Takes a label over.</summary>
    /// <exception cref="CluException">CLU0220: it is empty, too long or has another character; the message says which.</exception>
    public static VolumeLabel Parse(string text) => text switch
    {
        "" => throw ImageErrors.LabelEmpty(),
        { Length: > MaxLength } => throw ImageErrors.LabelTooLong(text),
        _ when text.AsSpan().IndexOfAnyExcept(s_allowed) is int at and >= 0 => throw ImageErrors.LabelCharacter(text, at),
        _ => new VolumeLabel(text),
    };

    /// <summary>Takes a label over, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out VolumeLabel label)
    {
        bool valid = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(s_allowed);
        label = valid ? new VolumeLabel(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
