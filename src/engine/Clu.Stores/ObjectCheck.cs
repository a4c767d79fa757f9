using System.Globalization;
using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores;

/// <summary>Compares what an object holds with what its store says.</summary>
internal static class ObjectCheck
{
    /// <exception cref="CluException">CLU0310: they differ.</exception>
    public static void Verify(StoreObjectInfo info, Hash hash, long size, StoreDirectory directory)
    {
        if (hash != info.NarHash)
            throw StoreErrors.NotWhatItSays(directory.Print(info.Path), "hash", info.NarHash.ToString(), hash.ToString());
        if (size != info.NarSize)
            throw StoreErrors.NotWhatItSays(directory.Print(info.Path), "size", Number(info.NarSize), Number(size));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
