namespace Clu.Nix.Registrations;

/// <summary>How much a <see cref="RegistrationText"/> reader takes.</summary>
public sealed record RegistrationLimits
{
    /// <summary>More than any store of today needs.</summary>
    public static RegistrationLimits Default { get; } = new();

    /// <summary>Bytes of a line: PATH_MAX.</summary>
    public int MaxLineLength { get; init; } = 4096;

    /// <summary>References of one object.</summary>
    public int MaxReferences { get; init; } = 1_000_000;

    /// <summary>Objects of the whole text.</summary>
    public int MaxObjects { get; init; } = 10_000_000;
}
