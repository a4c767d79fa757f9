namespace Clu.Media.Inspection;

/// <summary>How closely a medium is looked at.</summary>
public sealed record InspectionOptions
{
    /// <summary>Whether everything is unpacked and compared with the registered hashes; else structure alone is checked.</summary>
    public bool Verify { get; init; }

    /// <summary>Store objects unpacked at once, at least 1. The report does not depend on it.</summary>
    public int Workers { get; init; } = 1;
}
