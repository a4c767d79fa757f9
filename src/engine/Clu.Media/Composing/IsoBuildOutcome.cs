namespace Clu.Media.Composing;

/// <summary>What became of the ISO file.</summary>
public enum IsoBuildOutcome
{
    /// <summary>Written by this run.</summary>
    Written,

    /// <summary>There already, from the same inputs.</summary>
    Unchanged,

    /// <summary>Not written, since the run was dry.</summary>
    Planned,
}
