namespace Clu.Nix.WorkerProtocol;

/// <summary>What a daemon says of itself when it is connected to.</summary>
/// <param name="NixVersion">Its version of Nix; null before 1.33.</param>
/// <param name="Trust">How it sees the client.</param>
public sealed record DaemonInfo(string? NixVersion, DaemonTrust Trust);
