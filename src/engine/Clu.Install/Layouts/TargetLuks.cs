namespace Clu.Install.Layouts;

/// <summary>A LUKS2 volume of the installed system.</summary>
/// <param name="Name">Name of its mapping.</param>
/// <param name="Uuid">UUID of its header.</param>
/// <param name="KeyLocation">Where a key file is found at boot, as crypttab has it (<c>/root.key:LABEL=KEYS</c>); null asks for the passphrase.</param>
/// <param name="Options">Options as crypttab has them: <c>discard</c>, <c>tpm2-device=auto</c>.</param>
public sealed record TargetLuks(string Name, Guid Uuid, string? KeyLocation, IReadOnlyList<string> Options);
