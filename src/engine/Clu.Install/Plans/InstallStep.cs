namespace Clu.Install.Plans;

/// <summary>A named part of an installation. The journal records steps; a step that was recorded as done is not done again.</summary>
public sealed record InstallStep
{
    /// <summary>Stable identifier in kebab case, for programs and the journal: <c>partition</c>, <c>format</c>, <c>populate</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What people see: <c>Making file systems</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What is done, in order.</summary>
    public required IReadOnlyList<InstallAction> Actions { get; init; }

    /// <summary>Whether what was on the disks is gone after it.</summary>
    public bool Destroys { get; init; }

    /// <summary>What is done instead when the journal says that the step is done and the live system was started anew: opening a LUKS volume, assembling an array.</summary>
    public IReadOnlyList<InstallAction> WhenDone { get; init; } = [];
}
