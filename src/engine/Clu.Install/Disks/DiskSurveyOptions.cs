namespace Clu.Install.Disks;

/// <summary>What a survey looks at.</summary>
public sealed record DiskSurveyOptions
{
    /// <summary>Whether loop devices count as disks. Nobody installs onto them; tests of real tools do.</summary>
    public bool IncludeLoops { get; init; }
}
