using Clu.Binary;
using Clu.Nix.BinaryCaches;

namespace Clu.Stores.Caches.Upkeep;

/// <summary>Makes a folder or bucket a cache.</summary>
public static class CacheInitialisation
{
    /// <summary>Writes <c>nix-cache-info</c>.</summary>
    /// <param name="cache">Where.</param>
    /// <param name="info">What it is to say.</param>
    /// <returns>Whether it was written; it is not when it says so already.</returns>
    /// <exception cref="CluException">CLU0352: it says something else already. CLU0317: the cache can only be read.</exception>
    public static bool Run(BinaryCacheStore cache, CacheInfo info)
    {
        if (cache.HasInfo && cache.Info == info)
            return false;
        if (cache.HasInfo)
            throw StoreErrors.OtherCacheInfo($"{cache.Url}/{CacheInfo.FileName}", OneLine(cache.Info));
        cache.Files.Write(CacheInfo.FileName, info.ToBytes());
        return true;
    }

    private static string OneLine(CacheInfo info) => System.Text.Encoding.UTF8.GetString(info.ToBytes()).TrimEnd('\n').Replace("\n", ", ", StringComparison.Ordinal);
}
