using Clu.Install.Answers.Values;

namespace Clu.Install.Answers;

/// <summary>What opens the LUKS volumes of the layout.</summary>
public sealed record EncryptionAnswer
{
    /// <summary>The passphrase.</summary>
    public string? Passphrase { get; init; }

    /// <summary>File with the passphrase; a final line end is no part of it.</summary>
    public string? PassphraseFile { get; init; }

    /// <summary>File whose bytes open the volumes.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Where stage 1 finds that file.</summary>
    public KeyLocation? KeyLocation { get; init; }

    /// <summary>Whether a TPM2 is enrolled as well.</summary>
    public bool Tpm2 { get; init; }

    /// <summary>Without what opens anything.</summary>
    public override string ToString() => nameof(EncryptionAnswer);
}
