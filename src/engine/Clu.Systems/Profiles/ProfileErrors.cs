using Clu.Binary;

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
}
