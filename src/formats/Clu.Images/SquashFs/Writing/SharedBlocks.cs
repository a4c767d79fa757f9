using System.Security.Cryptography;

namespace Clu.Images.SquashFs.Writing;

/// <summary>
/// The blocks of an image that are a file of their own, by their bytes: a block that another segment brought already is not stored again.
/// What a segment is does not depend on that, only where its blocks lie.
/// </summary>
internal sealed class SharedBlocks
{
    private readonly Dictionary<string, long> _positions = new(StringComparer.Ordinal);

    /// <summary>Where equal bytes lie in the image; without any they will lie at <paramref name="position"/>.</summary>
    internal long? Find(ReadOnlySpan<byte> stored, long position)
    {
        string key = Convert.ToBase64String(SHA256.HashData(stored));
        if (_positions.TryGetValue(key, out long known))
            return known;
        _positions.Add(key, position);
        return null;
    }
}
