namespace Clu.Nix.ServeProtocol;

/// <summary>What a client can ask, with the numbers on the wire.</summary>
internal enum ServeCommand
{
    QueryValidPaths = 1,
    QueryPathInfos = 2,
    DumpStorePath = 3,
    ImportPaths = 4,
    ExportPaths = 5,
    BuildPaths = 6,
    QueryClosure = 7,
    BuildDerivation = 8,
    AddToStoreNar = 9,
}
