using System.Buffers.Binary;
using System.Text;

namespace Clu.Cli.Wizard.Pages;

/// <summary>A line of <c>authorized_keys</c> without options.</summary>
internal static class PublicKeyLine
{
    /// <summary>Whether the line is a key whose data say the same kind as its first word (RFC 4253 6.6).</summary>
    public static bool IsValid(string line)
    {
        if (line.Any(char.IsControl) || line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [string kind, string data, ..])
            return false;
        byte[] bytes = new byte[data.Length];
        return Convert.TryFromBase64String(data, bytes, out int length)
            && length >= sizeof(uint)
            && BinaryPrimitives.ReadUInt32BigEndian(bytes) == kind.Length
            && length > sizeof(uint) + kind.Length
            && Encoding.ASCII.GetString(bytes, sizeof(uint), kind.Length) == kind;
    }
}
