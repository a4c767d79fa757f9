using System.Text;

namespace Clu.Images.Fat;

/// <summary>Text of fixed length.</summary>
internal static class FatText
{
    /// <summary>Without the spaces that fill the field; bytes over 127 belong to a code page that nobody knows and become '?'.</summary>
    public static string Trimmed(ReadOnlySpan<byte> field) => Encoding.ASCII.GetString(field).TrimEnd(' ', '\0');
}
