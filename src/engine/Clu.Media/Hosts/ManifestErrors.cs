using Clu.Binary;

namespace Clu.Media.Hosts;

/// <summary>Makes the errors of manifests (CLU055x).</summary>
internal static class ManifestErrors
{
    private const string Untouched = "no disk was touched";

    public static CluException None(string file) => new(
        "CLU0550", ErrorKind.Environment, $"the medium does not say what it can install: '{file}' is missing",
        hint: "install from a medium that clu made, or name where one is mounted", untouched: Untouched);

    public static CluException Unreadable(string file, Exception cause) => new(
        "CLU0551", ErrorKind.Environment, $"'{file}' cannot be read: {cause.Message}", inner: cause,
        hint: "run it as root; if you are, the medium or its drive fails", untouched: Untouched);

    public static CluException Damaged(string file, MalformedDataException cause) => new(
        "CLU0552", ErrorKind.Data, $"'{file}' is damaged or of another version of clu: {cause.Message}", inner: cause,
        hint: "check the medium with 'clu verify', and make it again if it is damaged", untouched: Untouched);
}
