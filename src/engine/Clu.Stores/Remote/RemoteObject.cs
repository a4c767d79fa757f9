using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Nix.Listings;
using Clu.Stores.Trees;

namespace Clu.Stores.Remote;

/// <summary>An object whose archive comes in the middle of a protocol: it has no length, and more follows it.</summary>
/// <param name="call">Gets the archive.</param>
internal sealed class RemoteObject(ArchiveCall call) : ObjectContent
{
    public override void WriteNar(Stream output) => call(input =>
    {
        // Only who understands an archive knows where it ends.
        using TeeStream tee = new(input, output);
        NarReader archive = new(tee, embedded: true);
        while (archive.Read())
        {
        }
    });

    public override (Hash Hash, long Size) Unpack(string path, Action<long> advanced)
    {
        (Hash, long) result = default;
        call(input =>
        {
            using HashSource source = new(HashAlgorithm.Sha256, input);
            long told = 0;
            ArchiveTree.Unpack(new NarReader(source, embedded: true), path, () =>
            {
                advanced(source.Count - told);
                told = source.Count;
            });
            result = (source.Finish(), source.Count);
        });
        return result;
    }

    public override ListingNode List()
    {
        ListingNode? root = null;
        call(input => root = Listing.Of(new NarReader(input, embedded: true)));
        return root!;
    }

    public override bool CopyFile(IReadOnlyList<FileName> path, Stream output)
    {
        bool found = false;
        call(input => found = NarFile.Copy(new NarReader(input, embedded: true), path, output));
        return found;
    }
}
