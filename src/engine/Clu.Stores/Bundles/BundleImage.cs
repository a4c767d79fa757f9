using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Nix.Bundles;

namespace Clu.Stores.Bundles;

/// <summary>An open bundle. For one thread.</summary>
internal sealed class BundleImage : IDisposable
{
    private readonly Stream _stream;
    private readonly SquashFsReader _reader;
    private readonly Dictionary<string, SquashFsFile> _files = new(StringComparer.Ordinal);

    public BundleImage(Stream stream)
    {
        _stream = stream;
        try
        {
            _reader = SquashFsReader.Open(stream);
            // Looking a name up in the image reads all before it; a bundle has thousands.
            foreach ((FileName name, SquashFsNode node) in _reader.Root.Entries())
                Add(name.ToString(), node);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Names of all files.</summary>
    public IReadOnlyCollection<string> Names => _files.Keys;

    public SquashFsFile? Find(string name) => _files.GetValueOrDefault(name);

    /// <summary>A file that is there, of at most so many bytes.</summary>
    public byte[] Read(string name, int maxLength) => TryRead(name, maxLength) ?? throw Malformed(name, "the file", "none");

    /// <summary>The same, or null where there is none.</summary>
    public byte[]? TryRead(string name, int maxLength)
    {
        if (Find(name) is not { } file)
            return null;
        if (file.Length > maxLength)
            throw new MalformedDataException("bundle", -1, name, MalformedReason.LimitExceeded, $"at most {maxLength} bytes", $"{file.Length}");
        byte[] content = new byte[file.Length];
        using Stream stream = file.Open();
        stream.ReadExactly(content);
        return content;
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _stream.Dispose();
    }

    public static MalformedDataException Malformed(string name, string expected, string actual) =>
        new("bundle", -1, name, MalformedReason.Inconsistent, expected, actual);

    private void Add(string name, SquashFsNode node)
    {
        if (node is SquashFsFile file)
            _files.Add(name, file);
        else if (node is not SquashFsDirectory directory || !BundleIndex.EmptyDirectories.Contains(name) || directory.Entries().Any())
            throw Malformed(name, "a file", "something else");
    }
}
