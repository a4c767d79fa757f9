namespace Clu.Install.Layouts;

/// <summary>An MD array.</summary>
/// <param name="Name">By which other things name it; the node is <c>/dev/md/NAME</c>.</param>
/// <param name="Level">0, 1, 5, 6 or 10.</param>
/// <param name="Members">What it lies on.</param>
/// <param name="Metadata">
/// <c>1.2</c>, or <c>1.0</c>: its superblock stands at the end, so that firmware takes a member of a mirror for the file system itself.
/// </param>
public sealed record LayoutRaid(string Name, int Level, IReadOnlyList<string> Members, string Metadata = "1.2")
{
    /// <summary>Fewest members of each level.</summary>
    public static IReadOnlyDictionary<int, int> Levels { get; } = new Dictionary<int, int> { [0] = 2, [1] = 2, [5] = 3, [6] = 4, [10] = 2 };
}
