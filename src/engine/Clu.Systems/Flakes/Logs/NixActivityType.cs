namespace Clu.Systems.Flakes.Logs;

/// <summary>What Nix says it is doing; the numbers are those of its log. Others are of no interest here.</summary>
internal enum NixActivityType
{
    Unknown = 0,
    CopyPath = 100,
    FileTransfer = 101,
    CopyPaths = 103,
    Builds = 104,
    Build = 105,
    Substitute = 108,
    FetchTree = 112,
}
