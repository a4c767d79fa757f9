using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Clu.Install.Answers.Values;

/// <summary>A private key in OpenSSH's own format, without passphrase (PROTOCOL.key of OpenSSH).</summary>
public sealed class OpenSshPrivateKey
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "a private key of OpenSSH without passphrase, as `ssh-keygen -t ed25519 -N ''` makes it";

    private const string Begin = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private const string End = "-----END OPENSSH PRIVATE KEY-----";
    private const int LongestText = 64 << 10;

    private OpenSshPrivateKey(string text, string type, string publicLine)
    {
        Text = text;
        Type = type;
        PublicLine = publicLine;
    }

    /// <summary>The file, with a line end.</summary>
    public string Text { get; }

    /// <summary>As host key files are named: <c>ed25519</c>, <c>rsa</c>, <c>ecdsa</c>.</summary>
    public string Type { get; }

    /// <summary>The public key, as its <c>.pub</c> file has it, without line end.</summary>
    public string PublicLine { get; }

    /// <summary>Name of the file that sshd looks for: <c>ssh_host_ed25519_key</c>.</summary>
    public string HostKeyFile => $"ssh_host_{Type}_key";

    /// <summary>Takes a file's text over, if it is one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out OpenSshPrivateKey? key)
    {
        key = null;
        string trimmed = text.Trim();
        if (text.Length > LongestText || !trimmed.StartsWith(Begin, StringComparison.Ordinal) || !trimmed.EndsWith(End, StringComparison.Ordinal)
            || trimmed.Length < Begin.Length + End.Length)
            return false;
        byte[] blob = new byte[trimmed.Length];
        if (!Convert.TryFromBase64String(string.Concat(trimmed[Begin.Length..^End.Length].Where(c => !char.IsWhiteSpace(c))), blob, out int length))
            return false;
        ReadOnlySpan<byte> rest = blob.AsSpan(0, length);
        if (!rest.StartsWith("openssh-key-v1\0"u8))
            return false;
        rest = rest["openssh-key-v1\0".Length..];
        if (!TryTake(ref rest, out ReadOnlySpan<byte> cipher) || !cipher.SequenceEqual("none"u8) || !TryTake(ref rest, out _) || !TryTake(ref rest, out _)
            || rest.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(rest) != 1)
            return false;
        rest = rest[4..];
        if (!TryTake(ref rest, out ReadOnlySpan<byte> publicBlob) || !TryTake(ref rest, out ReadOnlySpan<byte> secret) || secret.Length < 16)
            return false;
        ReadOnlySpan<byte> inside = publicBlob;
        if (!TryTake(ref inside, out ReadOnlySpan<byte> name))
            return false;
        string type = Encoding.ASCII.GetString(name);
        string? kind = type switch
        {
            "ssh-ed25519" => "ed25519",
            "ssh-rsa" => "rsa",
            "ecdsa-sha2-nistp256" or "ecdsa-sha2-nistp384" or "ecdsa-sha2-nistp521" => "ecdsa",
            _ => null,
        };
        if (kind is null)
            return false;
        key = new OpenSshPrivateKey(trimmed.ReplaceLineEndings("\n") + "\n", kind, $"{type} {Convert.ToBase64String(publicBlob)}");
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> field)
    {
        field = default;
        if (rest.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(rest) is var length && length > rest.Length - 4)
            return false;
        field = rest.Slice(4, (int)BinaryPrimitives.ReadUInt32BigEndian(rest));
        rest = rest[(4 + field.Length)..];
        return true;
    }
}
