using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Clu.Install.Answers.Values;

/// <summary>Identity of a machine (machine-id(5)).</summary>
public readonly partial record struct MachineId
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "32 hexadecimal digits, not all of them 0";

    private readonly string? _text;

    private MachineId(string text) => _text = text;

    /// <summary>32 lower-case hexadecimal digits; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>A new one, shaped as a random UUID, as systemd makes them.</summary>
    public static MachineId Create()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new MachineId(Convert.ToHexStringLower(bytes));
    }

    /// <summary>Takes a text over, if it is one; the hyphens of a UUID and upper case are taken too.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out MachineId value)
    {
        bool valid = text is not null && Pattern().IsMatch(text) && text.Any(digit => digit is not ('0' or '-'));
        value = valid ? new MachineId(text!.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A([0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
