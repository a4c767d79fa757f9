using System.Text;
using Clu.Binary;
using Clu.Images.Iso9660;
using Clu.Images.Trees;

namespace Clu.Media.Inspection;

/// <summary>The files of an ISO file system by path.</summary>
internal sealed class MediumFiles
{
    private readonly SortedDictionary<string, ImageNode> _nodes;

    /// <summary>Reads all directories.</summary>
    /// <exception cref="MalformedDataException">One breaks the format.</exception>
    public MediumFiles(Iso9660Reader iso)
    {
        // Without Rock Ridge a loader finds /BOOT/GRUB/GRUB.CFG by any case.
        _nodes = new(iso.HasRockRidge ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        Collect(iso.ReadTree(), "");
    }

    /// <summary>Takes the files below a folder, as a mounted medium has them.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    public MediumFiles(string folder)
    {
        _nodes = new(StringComparer.Ordinal);
        string root = Path.GetFullPath(folder);
        foreach (string file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
            _nodes.Add($"/{Path.GetRelativePath(root, file)}", new ImageFile(new FileOnDisk(file), UnixPermissions.File));
    }

    /// <summary>Regular files, by path.</summary>
    public IReadOnlyList<MediumFile> All =>
        [.. from node in _nodes where node.Value is ImageFile select new MediumFile(node.Key, ((ImageFile)node.Value).Content.Length)];

    /// <summary>Whether there is a file, or a link that stands for one.</summary>
    public bool Has(string path) => _nodes.ContainsKey(path);

    /// <summary>Content of a regular file; null when there is none.</summary>
    public IFileContent? Find(string path) => (_nodes.GetValueOrDefault(path) as ImageFile)?.Content;

    /// <summary>A file's text; null when there is no such file. Bytes that are no UTF-8 become U+FFFD.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="maxLength">Bytes that are read; the rest is left out.</param>
    public string? Text(string path, int maxLength) => Find(path) is { } content ? TextOf(content, maxLength) : null;

    /// <summary>The start of a content as text.</summary>
    public static string TextOf(IFileContent content, int maxLength)
    {
        byte[] bytes = new byte[Math.Min(content.Length, maxLength)];
        using Stream stream = content.Open();
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private void Collect(ImageDirectory directory, string path)
    {
        foreach ((FileName name, ImageNode node) in directory.Entries)
        {
            string here = $"{path}/{name}";
            if (node is ImageDirectory child)
                Collect(child, here);
            else
                _nodes.TryAdd(here, node);
        }
    }
}
