namespace Clu.Install.Layouts;

/// <summary>An MD array of the installed system.</summary>
/// <param name="Name">Its name, <c>root</c>: the node is <c>/dev/md/root</c>.</param>
/// <param name="Uuid">Its UUID as <c>mdadm.conf</c> has it, <c>xxxxxxxx:xxxxxxxx:xxxxxxxx:xxxxxxxx</c>.</param>
public sealed record TargetRaid(string Name, string Uuid);
