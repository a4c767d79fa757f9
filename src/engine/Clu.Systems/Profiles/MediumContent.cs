namespace Clu.Systems.Profiles;

/// <summary>A file or folder that lies beside the store on the medium.</summary>
/// <param name="Source">Absolute path on this machine.</param>
/// <param name="Target">Path on the medium, relative to its root, with <c>/</c> between names and no <c>.</c> or <c>..</c>.</param>
public sealed record MediumContent(string Source, string Target);
