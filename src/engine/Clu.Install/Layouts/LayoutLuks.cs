namespace Clu.Install.Layouts;

/// <summary>A LUKS2 volume.</summary>
/// <param name="Name">By which other things name it; the node is <c>/dev/mapper/NAME</c>.</param>
/// <param name="On">What it lies on.</param>
/// <param name="Options">Options as crypttab has them: <c>discard</c>.</param>
public sealed record LayoutLuks(string Name, string On, IReadOnlyList<string> Options);
