namespace Clu.Nix.WorkerProtocol;

/// <summary>What a client can ask for; the numbers are those of the wire. Obsolete ones are left out.</summary>
internal enum WorkerOperation
{
    QueryReferrers = 6,
    EnsurePath = 10,
    AddTempRoot = 11,
    AddIndirectRoot = 12,
    FindRoots = 14,
    SetOptions = 19,
    CollectGarbage = 20,
    QueryAllValidPaths = 23,
    QueryPathInfo = 26,
    QueryValidPaths = 31,
    OptimiseStore = 34,
    AddSignatures = 37,
    NarFromPath = 38,
    AddToStoreNar = 39,
}
