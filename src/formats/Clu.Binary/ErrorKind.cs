namespace Clu.Binary;

/// <summary>What went wrong in the eyes of a script; the value is the exit code of <c>clu</c>.</summary>
public enum ErrorKind
{
    /// <summary>The operation failed and no other kind fits.</summary>
    Failed = 1,

    /// <summary>The request is wrong: command line, profile, names. Nothing was started.</summary>
    Usage = 2,

    /// <summary>Data read from outside is malformed, truncated or not what its hash says.</summary>
    Data = 3,

    /// <summary>The surroundings refuse: no space, no permission, missing tool, no answer from a mirror.</summary>
    Environment = 4,
}
