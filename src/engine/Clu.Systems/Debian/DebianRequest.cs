namespace Clu.Systems.Debian;

/// <summary>What is wanted of a Debian archive.</summary>
public sealed record DebianRequest
{
    /// <summary>Release, for example <c>trixie</c>.</summary>
    public required string Suite { get; init; }

    /// <summary>Parts of the archive.</summary>
    public IReadOnlyList<string> Components { get; init; } = ["main"];

    /// <summary>Names of packages; what they depend on comes along, what they recommend does not.</summary>
    public required IReadOnlyList<string> Packages { get; init; }

    /// <summary>The machine that the packages are for, in Debian's words.</summary>
    public string Architecture { get; init; } = "amd64";

    /// <summary>URL of the archive; null for the one that the host's own apt uses.</summary>
    public string? Mirror { get; init; }

    /// <summary>Whether packages that Debian calls essential are wanted too.</summary>
    public bool Essential { get; init; }
}
