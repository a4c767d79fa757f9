using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Stores.Caches;

namespace Clu.Stores.Verification;

/// <summary>Reads an object once and compares it with all that its store says of it.</summary>
internal static class ContentCheck
{
    /// <returns>What is wrong, or null.</returns>
    public static BadObject? Check(StoreObjectInfo info, ObjectContent content, Action<long> advanced)
    {
        using HashSink nar = new(info.NarHash.Algorithm, new Meter(advanced));
        using Stream? addressed = AddressHasher.For(info);
        if (addressed is null)
        {
            content.WriteNar(nar);
        }
        else
        {
            using Fork fork = new([nar, addressed]);
            content.WriteNar(fork);
        }

        Hash found = nar.Finish();
        if (found != info.NarHash)
            return new BadObject(info.Path, Fault.Modified, $"was changed: its hash is {found}, not {info.NarHash}");
        // Zero is what old databases say of sizes that they do not know.
        if (info.NarSize != 0 && nar.Count != info.NarSize)
            return new BadObject(info.Path, Fault.Modified, $"was changed: its archive has {nar.Count} bytes, not {info.NarSize}");
        if (info.ContentAddress is not { } address)
            return null;
        Hash? actual = AddressHasher.Finish(addressed, found);
        return actual == address.Hash
            ? null
            : new BadObject(info.Path, Fault.WrongAddress, $"says the content address {address}, but that of its files is {actual?.ToString() ?? "none: it is not one file"}");
    }
}
