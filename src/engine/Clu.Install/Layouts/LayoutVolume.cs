namespace Clu.Install.Layouts;

/// <summary>A volume of a group.</summary>
/// <param name="Name">By which other things name it; the node is <c>/dev/GROUP/NAME</c>.</param>
/// <param name="Group">The group.</param>
/// <param name="Size">How large.</param>
public sealed record LayoutVolume(string Name, string Group, LayoutSize Size);
