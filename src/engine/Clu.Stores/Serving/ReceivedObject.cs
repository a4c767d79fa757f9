using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Nix.Listings;
using Clu.Nix.StoreObjects;
using Clu.Stores.Caches;
using Clu.Stores.Trees;
using Clu.Stores.Verification;

namespace Clu.Stores.Serving;

/// <summary>
/// An object that somebody sends, read once as it comes. Refused, before a store has made anything of it, are an archive that is none and
/// files that are not what the content address says. Hash and size the store compares itself.
/// </summary>
/// <param name="info">What is said of it.</param>
/// <param name="archive">Its archive and nothing else.</param>
/// <param name="path">Its path, for errors.</param>
internal sealed class ReceivedObject(StoreObjectInfo info, Stream archive, string path) : ObjectContent
{
    public override void WriteNar(Stream output)
    {
        using Stream? addressed = AddressHasher.For(info);
        using HashSink nar = new(info.NarHash.Algorithm);
        using Fork fork = new(addressed is null ? [nar, output] : [nar, output, addressed]);
        using TeeStream through = new(archive, fork);
        NarReader reader = new(through);
        while (reader.Read())
        {
        }

        Check(addressed, nar.Finish());
    }

    public override (Hash Hash, long Size) Unpack(string target, Action<long> advanced)
    {
        using Stream? addressed = AddressHasher.For(info);
        (Hash hash, long size) = new PackedObject(() => addressed is null ? archive : new TeeStream(archive, addressed)).Unpack(target, advanced);
        Check(addressed, hash);
        return (hash, size);
    }

    public override ListingNode List() => throw Once();

    public override bool CopyFile(IReadOnlyList<FileName> path, Stream output) => throw Once();

    private static InvalidOperationException Once() => new("an object that is received can be read once only");

    private void Check(Stream? addressed, Hash narHash)
    {
        // Of an archive that is not what was said its hash tells more.
        if (narHash == info.NarHash)
            AddressCheck.Verify(info, addressed, narHash, path);
    }
}
