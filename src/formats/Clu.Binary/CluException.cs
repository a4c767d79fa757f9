namespace Clu.Binary;

/// <summary>
/// Root of every error that clu reports to a person. The message is one sentence with the offending value;
/// <see cref="Code"/> is stable and listed in <c>docs/errors.md</c>.
/// </summary>
public class CluException : Exception
{
    /// <summary>Makes an error.</summary>
    /// <param name="code">Stable code, <c>CLU</c> and four digits.</param>
    /// <param name="kind">Decides the exit code.</param>
    /// <param name="message">One sentence: what is wrong, where, with the value.</param>
    /// <param name="hint">What the reader can do about it, one sentence; null when there is nothing to add.</param>
    /// <param name="untouched">What was left as it was, one phrase; null when nothing could have been touched.</param>
    /// <param name="inner">The cause, shown only with <c>--verbose</c>.</param>
    public CluException(string code, ErrorKind kind, string message, string? hint = null, string? untouched = null, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Kind = kind;
        Hint = hint;
        Untouched = untouched;
    }

    /// <summary>Stable code, <c>CLU</c> and four digits.</summary>
    public string Code { get; }

    /// <summary>Decides the exit code.</summary>
    public ErrorKind Kind { get; }

    /// <summary>What the reader can do about it.</summary>
    public string? Hint { get; }

    /// <summary>What was left as it was.</summary>
    public string? Untouched { get; }
}
