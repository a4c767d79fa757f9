using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Clu.Install.Answers.Values;

/// <summary>A public SSH key with its comment: a line of <c>authorized_keys</c> without options (sshd(8), AUTHORIZED_KEYS FILE FORMAT).</summary>
public readonly record struct AuthorizedKey
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "a line of authorized_keys without options, like ssh-ed25519 AAAA… name@host";

    private const int LongestLine = 16 << 10;

    private static readonly string[] _types =
    [
        "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    ];

    private readonly string? _text;

    private AuthorizedKey(string text) => _text = text;

    /// <summary>The line; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>Takes a line over, if it is one of a known type whose base64 holds a key of that type.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AuthorizedKey value)
    {
        value = default;
        if (text is null || text.Length > LongestLine || text.Any(char.IsControl))
            return false;
        string[] parts = text.Trim().Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || !_types.Contains(parts[0]) || !IsOf(parts[0], parts[1]))
            return false;
        value = new AuthorizedKey(string.Join(' ', parts));
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The blob begins with the name of its type, as a length of four bytes and that many characters (RFC 4253 6.6).</summary>
    private static bool IsOf(string type, string base64)
    {
        byte[] blob = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, blob, out int length) || length < 4 + type.Length + 8)
            return false;
        return BinaryPrimitives.ReadUInt32BigEndian(blob) == type.Length && blob.AsSpan(4, type.Length).SequenceEqual(Encoding.ASCII.GetBytes(type));
    }
}
