namespace Clu.Nix.WorkerProtocol;

/// <summary>What a daemon says when it does not do what it was asked for.</summary>
/// <param name="Message">Its sentence; may hold anything, colours and line ends too.</param>
/// <param name="Traces">How it came to that, the innermost first.</param>
public sealed record WorkerError(string Message, IReadOnlyList<string> Traces);
