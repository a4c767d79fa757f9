namespace Clu.Stores.Caches.Upkeep;

/// <summary>Something wrong in a cache.</summary>
/// <param name="Fault">What kind.</param>
/// <param name="Name">The store path or the file that it is about.</param>
/// <param name="Detail">What is wrong, to be read behind the name.</param>
public sealed record CacheFinding(CacheFault Fault, string Name, string Detail)
{
    /// <summary>Whether it only takes space: nothing that the cache offers is affected.</summary>
    public bool IsWaste => Fault >= CacheFault.UnusedNar;
}
