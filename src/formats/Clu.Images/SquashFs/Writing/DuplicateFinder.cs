using System.Security.Cryptography;
using Clu.Images.SquashFs.Segments;

namespace Clu.Images.SquashFs.Writing;

/// <summary>Finds files of equal content within a segment. Only files that share their length with another are hashed.</summary>
internal sealed class DuplicateFinder
{
    private readonly Dictionary<long, int> _lengths = [];
    private readonly Dictionary<string, SegmentExtent> _known = [];
    private readonly BlockSize _blockSize;

    internal DuplicateFinder(IReadOnlyCollection<PlannedFile> files, BlockSize blockSize)
    {
        _blockSize = blockSize;
        foreach (PlannedFile file in files)
            _lengths[file.Content.Length] = _lengths.GetValueOrDefault(file.Content.Length) + 1;
    }

    /// <summary>The key of content that must be read beforehand: long enough to have blocks of its own, and of a length that is not unique.</summary>
    internal string? KeyBeforeReading(PlannedFile file)
    {
        if (file.Content.Length < _blockSize.Bytes || !HasPeer(file.Content.Length))
            return null;
        using Stream content = file.Content.Open();
        return Convert.ToBase64String(SHA256.HashData(content));
    }

    /// <summary>The key of content that was read in one piece; null when its length is unique.</summary>
    internal string? Key(ReadOnlySpan<byte> content) =>
        HasPeer(content.Length) ? Convert.ToBase64String(SHA256.HashData(content)) : null;

    /// <summary>Where equal content lies already.</summary>
    internal SegmentExtent? Find(string? key) => key is null ? null : _known.GetValueOrDefault(key);

    /// <summary>Remembers where content lies.</summary>
    internal void Remember(string? key, SegmentExtent extent)
    {
        if (key is not null)
            _known.Add(key, extent);
    }

    private bool HasPeer(long length) => _lengths[length] > 1;
}
