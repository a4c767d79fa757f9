using Clu.Binary;

namespace Clu.Cli;

/// <summary>What the program ends with; an error ends it with its <see cref="ErrorKind"/>. See <c>docs/errors.md</c>.</summary>
internal static class ExitCode
{
    /// <summary>Done as asked.</summary>
    public const int Done = 0;

    /// <summary>The request is wrong.</summary>
    public const int Usage = (int)ErrorKind.Usage;

    /// <summary>An image was read, and is damaged.</summary>
    public const int Damaged = (int)ErrorKind.Data;

    /// <summary>Ended by Ctrl-C or SIGTERM, as shells count it.</summary>
    public const int Interrupted = 130;
}
