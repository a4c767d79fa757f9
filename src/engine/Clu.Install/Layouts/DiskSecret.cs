namespace Clu.Install.Layouts;

/// <summary>What opens the LUKS volumes of a layout.</summary>
public sealed record DiskSecret
{
    /// <summary>The passphrase, as bytes that cryptsetup gets without a line end; null when a key file alone opens them.</summary>
    public ReadOnlyMemory<byte>? Passphrase { get; init; }

    /// <summary>Bytes of a key file that opens them too, kept on the medium or stick and never on the target unless asked; null for none.</summary>
    public ReadOnlyMemory<byte>? KeyFile { get; init; }

    /// <summary>Where stage 1 finds the key file: <c>LABEL=KEYS:/root.key</c>; null asks for the passphrase.</summary>
    public string? KeyLocation { get; init; }

    /// <summary>Whether a TPM2 is enrolled as well.</summary>
    public bool Tpm2 { get; init; }
}
