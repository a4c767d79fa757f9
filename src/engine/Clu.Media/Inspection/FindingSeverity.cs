namespace Clu.Media.Inspection;

/// <summary>How bad a finding is, worst first.</summary>
public enum FindingSeverity
{
    /// <summary>The medium is damaged, or does not boot or install what it says.</summary>
    Error,

    /// <summary>It may work, but something is unusual.</summary>
    Warning,
}
