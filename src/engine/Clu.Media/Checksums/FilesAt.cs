using Clu.Binary;
using Clu.Images.Iso9660;

namespace Clu.Media.Checksums;

/// <summary>Says which files of a medium lie in a part of it.</summary>
internal static class FilesAt
{
    private const int Most = 3;
    private const int MostDirectories = 10_000;

    /// <summary>The first names, and "and more" where there are others.</summary>
    /// <exception cref="MalformedDataException">A directory is damaged.</exception>
    public static IReadOnlyList<string> Find(Iso9660Reader iso, long position, long length)
    {
        List<string> found = [];
        Stack<(string Path, Iso9660Directory Directory)> open = new([("", iso.Root)]);
        for (int seen = 0; seen < MostDirectories && open.TryPop(out (string Path, Iso9660Directory Directory) at); seen++)
        {
            foreach ((FileName name, Iso9660Node node) in at.Directory.Entries())
            {
                string path = $"{at.Path}/{name}";
                if (node is Iso9660Directory child)
                    open.Push((path, child));
                else if (node is Iso9660File file && file.Extents.Any(extent => extent.Length > 0 && extent.Position < position + length && extent.Position + extent.Length > position))
                    found.Add(path);
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found.Count <= Most ? found : [.. found[..Most], "and more"];
    }
}
