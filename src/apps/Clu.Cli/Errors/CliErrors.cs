using Clu.Binary;

namespace Clu.Cli;

/// <summary>Makes the errors of the command line (CLU09xx).</summary>
internal static class CliErrors
{
    public static CluException Interrupted(string? hint) => new("CLU0900", ErrorKind.Failed, "interrupted", hint);

    public static CluException CommandLine(string message, string hint) => new("CLU0901", ErrorKind.Usage, message, hint);

    public static CluException NoProfile(string name, string? nearest, IReadOnlyList<string> known) => new(
        "CLU0902", ErrorKind.Usage, $"there is no profile '{name}'",
        hint: nearest is not null ? $"did you mean '{nearest}'?"
            : known.Count > 0 ? $"name a file, or one of {string.Join(", ", known)}" : "name a TOML file");

    public static CluException LevelOutOfRange(int level, string codec, (int Lowest, int Highest)? range) => new(
        "CLU0903", ErrorKind.Usage, $"the profile's codec {codec} has no level {level}",
        hint: range is { } r ? $"give --compression-level {r.Lowest} to {r.Highest}" : "leave --compression-level out");

    public static CluException UnknownPath(string path, string store) => new(
        "CLU0905", ErrorKind.Usage, $"'{store}' has no path '{path}'", hint: "`clu path-info --all` shows what it has");

    public static CluException Refused(Exception cause) => new(
        "CLU0904", ErrorKind.Environment, cause.Message.TrimEnd('.'), hint: "check permissions and free space, then run it again", inner: cause);

    public static CluException Bug(Exception cause) => new(
        "CLU0999", ErrorKind.Failed, $"clu made a mistake: {cause.GetType().Name}: {cause.Message}",
        hint: "please report it with the command line and what --verbose adds", inner: cause);

    /// <summary>What to tell of any exception.</summary>
    public static CluException From(Exception e) => e switch
    {
        CluException known => known,
        AggregateException { InnerExceptions: [Exception only] } => From(only),
        IOException or UnauthorizedAccessException => Refused(e),
        _ => Bug(e),
    };
}
