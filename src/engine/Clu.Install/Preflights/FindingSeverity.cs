namespace Clu.Install.Preflights;

/// <summary>What a finding means for the installation.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>It may go on, but somebody should read this.</summary>
    Warning,

    /// <summary>It must not begin.</summary>
    Refusal,
}
