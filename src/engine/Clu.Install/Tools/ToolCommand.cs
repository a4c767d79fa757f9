namespace Clu.Install.Tools;

/// <summary>A program to run, with its arguments as they are: no shell reads them.</summary>
/// <param name="Program">Its name, sought in <c>PATH</c>.</param>
/// <param name="Arguments">Its arguments. Secrets never stand here.</param>
public sealed record ToolCommand(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>What it reads from standard input; null for nothing.</summary>
    public ToolInput? Input { get; init; }

    /// <summary>Variables set beside those of the live system.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it runs inside the target, with mounts as <c>nixos-enter</c> makes them.</summary>
    public bool InTarget { get; init; }

    /// <summary>Exit codes that are no failure; null for 0 alone.</summary>
    public IReadOnlyCollection<int>? Accepted { get; init; }
}
