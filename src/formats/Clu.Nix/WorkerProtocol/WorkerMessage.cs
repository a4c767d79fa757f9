namespace Clu.Nix.WorkerProtocol;

/// <summary>What a daemon sends while it works, before its answer.</summary>
public abstract record WorkerMessage
{
    /// <summary>A line of its log.</summary>
    public sealed record Next(string Text) : WorkerMessage;

    /// <summary>It wants at most so many bytes of what is being added.</summary>
    public sealed record Read(int Length) : WorkerMessage;

    /// <summary>The work is done, the answer follows.</summary>
    public sealed record Last : WorkerMessage;

    /// <summary>The work failed; nothing follows.</summary>
    public sealed record Failed(WorkerError Error) : WorkerMessage;

    /// <summary>Something begins that may be shown.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Level">How much it matters, 0 most.</param>
    /// <param name="Type">What it is, as Nix numbers activities: 100 copies a path, 101 downloads a file.</param>
    /// <param name="Text">For people.</param>
    /// <param name="Fields">What belongs to the type.</param>
    /// <param name="Parent">The activity that it is part of, 0 for none.</param>
    public sealed record StartActivity(ulong Id, ulong Level, ulong Type, string Text, IReadOnlyList<WorkerField> Fields, ulong Parent) : WorkerMessage;

    /// <summary>An activity ended.</summary>
    public sealed record StopActivity(ulong Id) : WorkerMessage;

    /// <summary>Something is told about an activity.</summary>
    /// <param name="Id">The activity.</param>
    /// <param name="Type">What it is, as Nix numbers results: 105 is progress.</param>
    /// <param name="Fields">What belongs to the type.</param>
    public sealed record Result(ulong Id, ulong Type, IReadOnlyList<WorkerField> Fields) : WorkerMessage;
}
