using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Nix.Listings;
using Clu.Stores.Trees;

namespace Clu.Stores;

/// <summary>An object that comes as an archive.</summary>
/// <param name="open">Opens the unpacked archive at its start; the caller disposes it.</param>
public sealed class PackedObject(Func<Stream> open) : ObjectContent
{
    private const int BufferSize = 1 << 18;

    /// <inheritdoc/>
    public override void WriteNar(Stream output)
    {
        using Stream archive = open();
        archive.CopyTo(output, BufferSize);
    }

    /// <inheritdoc/>
    public override (Hash Hash, long Size) Unpack(string path, Action<long> advanced)
    {
        using Stream archive = open();
        using HashSource source = new(HashAlgorithm.Sha256, archive);
        long told = 0;
        ArchiveTree.Unpack(new NarReader(source), path, () =>
        {
            advanced(source.Count - told);
            told = source.Count;
        });
        return (source.Finish(), source.Count);
    }

    /// <inheritdoc/>
    public override ListingNode List()
    {
        using Stream archive = open();
        return Listing.Of(new NarReader(archive));
    }

    /// <inheritdoc/>
    public override bool CopyFile(IReadOnlyList<FileName> path, Stream output)
    {
        using Stream archive = open();
        return NarFile.Copy(new NarReader(archive), path, output);
    }
}
