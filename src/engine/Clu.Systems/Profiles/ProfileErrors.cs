using Clu.Binary;
using Tomlyn.Syntax;

namespace Clu.Systems.Profiles;

/// <summary>Makes the errors of this folder that are no mistake in the TOML itself.</summary>
internal static class ProfileErrors
{
    public static CluException NotFound(string file) =>
        new("CLU0400", ErrorKind.Usage, $"there is no profile '{file}'", "name a TOML file, or a profile of the folder profiles/");

    public static CluException Unreadable(string file, Exception cause) =>
        new("CLU0400", ErrorKind.Environment, $"profile '{file}' cannot be read: {cause.Message}", inner: cause);

    public static CluException BadText(string what, string actual, string expected) =>
        new("CLU0403", ErrorKind.Usage, $"'{actual}' is no {what}: expected {expected}");

    public static CluException HostSource(SourceSpan at, HostName host, bool both) => At(
        "CLU0406", at, both ? $"host '{host}' has both toplevel and packages" : $"host '{host}' has neither toplevel nor packages",
        "a host is a toplevel that a store has, or is made of packages");

    public static CluException HostKey(SourceSpan at, HostName host, string key) => At(
        "CLU0407", at, $"'{key}' does nothing for host '{host}', whose toplevel is made already", "take it out, or make the host of packages");

    private static CluException At(string code, SourceSpan at, string message, string hint) => new(
        code, ErrorKind.Usage, $"{at.FileName}:{at.Start.Line + 1}:{at.Start.Column + 1}: {message}", hint, "nothing was started");
}
