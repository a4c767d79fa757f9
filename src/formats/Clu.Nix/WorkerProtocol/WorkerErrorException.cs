namespace Clu.Nix.WorkerProtocol;

/// <summary>The daemon refused an operation. The connection is as good as before, unless <see cref="WorkerClient.IsSound"/> says otherwise.</summary>
/// <param name="error">What it said.</param>
public sealed class WorkerErrorException(WorkerError error) : Exception(error.Message)
{
    /// <summary>What it said.</summary>
    public WorkerError Error { get; } = error;
}
