using System.Text;
using System.Text.Unicode;
using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660.Writing;

/// <summary>Names as Windows reads them: UCS-2, up to 64 units. Links are left out: Joliet has none.</summary>
internal sealed class JolietNaming : INaming
{
    private const string Forbidden = "*/:;?\\";

    /// <summary>Whether every name of a tree can be stored.</summary>
    public static bool Fits(ImageDirectory directory) =>
        directory.Entries.All(entry => entry.Value is ImageSymlink || (Fits(entry.Key) && (entry.Value is not ImageDirectory child || Fits(child))));

    public IReadOnlyList<NamedEntry> Name(ImageDirectory directory)
    {
        List<NamedEntry> entries = [.. directory.Entries
            .Where(entry => entry.Value is not ImageSymlink)
            .Select(entry => new NamedEntry(
                Encoding.BigEndianUnicode.GetBytes(entry.Key.ToString() + (entry.Value is ImageFile ? ";1" : "")), entry.Key, entry.Value))];
        entries.Sort((left, right) => left.Identifier.AsSpan().SequenceCompareTo(right.Identifier));
        return entries;
    }

    private static bool Fits(FileName name)
    {
        if (!Utf8.IsValid(name.Span))
            return false;
        string text = name.ToString();
        return text.Length <= Iso9660Limits.MaxJolietIdentifier
            && text.All(c => c >= ' ' && !char.IsSurrogate(c) && !Forbidden.Contains(c, StringComparison.Ordinal));
    }
}
