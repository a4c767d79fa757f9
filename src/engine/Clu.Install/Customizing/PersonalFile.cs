namespace Clu.Install.Customizing;

/// <summary>A file that a medium is to bring to the installed system.</summary>
/// <param name="Source">Where it is on this machine.</param>
/// <param name="Target">Absolute path in the installed system.</param>
public sealed record PersonalFile(string Source, string Target);
