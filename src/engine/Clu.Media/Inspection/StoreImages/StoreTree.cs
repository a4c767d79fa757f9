using System.Text;
using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Nix.StorePaths;

namespace Clu.Media.Inspection.StoreImages;

/// <summary>An open store image whose files are found by their paths in <c>/nix/store</c>. Not safe for two threads.</summary>
internal sealed class StoreTree : IDisposable
{
    private static readonly string[] s_storeDirectory = StoreDirectory.Default.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private readonly Stream _stream;
    private readonly SquashFsReader _reader;

    /// <summary>Opens the image and reads its root directory.</summary>
    /// <exception cref="MalformedDataException">It is no SquashFS image, or damaged.</exception>
    public StoreTree(IFileContent image)
    {
        _stream = image.Open();
        SquashFsReader? reader = null;
        try
        {
            reader = SquashFsReader.Open(_stream);
            foreach ((FileName name, SquashFsNode node) in reader.Root.Entries())
                Entries.TryAdd(name.ToString(), node);
        }
        catch
        {
            reader?.Dispose();
            _stream.Dispose();
            throw;
        }

        _reader = reader;
    }

    /// <summary>The nodes of the root directory by name.</summary>
    public Dictionary<string, SquashFsNode> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>Codec of the image.</summary>
    public CodecKind Codec => _reader.Codec;

    /// <summary>Bytes that files are cut in.</summary>
    public int BlockSize => _reader.BlockSize.Bytes;

    /// <summary>Finds the node of a path below <c>/nix/store</c>, through symbolic links; null when there is none.</summary>
    /// <exception cref="MalformedDataException">A directory on the way is damaged.</exception>
    public SquashFsNode? Find(string path)
    {
        List<SquashFsNode?> nodes = [];
        Stack<string> left = new();
        Push(left, path);
        int links = 0;
        while (left.TryPop(out string? part))
        {
            if (part == "..")
            {
                if (nodes.Count > 0)
                    nodes.RemoveAt(nodes.Count - 1);
                continue;
            }

            if (Step(nodes, part) is not (true, var node))
                return null;
            if (node is not SquashFsSymlink link)
            {
                nodes.Add(node);
                continue;
            }

            if (++links > InspectionLimits.Links)
                return null;
            string target = Encoding.UTF8.GetString(link.Target.Span);
            if (target.StartsWith('/'))
                nodes.Clear();
            Push(left, target);
        }

        return nodes.Count == 0 ? null : nodes[^1];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    /// <summary>One step down; above the store's objects there are names without nodes.</summary>
    private (bool Found, SquashFsNode? Node) Step(List<SquashFsNode?> at, string name)
    {
        if (at.Count < s_storeDirectory.Length)
            return (name == s_storeDirectory[at.Count], null);
        SquashFsNode? node = at.Count == s_storeDirectory.Length
            ? Entries.GetValueOrDefault(name)
            : at[^1] is SquashFsDirectory directory && FileName.TryCreate(Encoding.UTF8.GetBytes(name), out FileName entry) ? directory.Find(entry) : null;
        return (node is not null, node);
    }

    private static void Push(Stack<string> left, string path)
    {
        foreach (string part in path.Split('/').Reverse().Where(part => part is not ("" or ".")))
            left.Push(part);
    }
}
