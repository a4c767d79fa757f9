namespace Clu.Install.Layouts;

/// <summary>A volume group of LVM.</summary>
/// <param name="Name">Its name.</param>
/// <param name="On">What its physical volumes are.</param>
public sealed record LayoutGroup(string Name, IReadOnlyList<string> On);
