using Clu.Binary;

namespace Clu.Systems.Debian;

/// <summary>Makes the errors of Debian archives (CLU042x and CLU043x).</summary>
internal static class DebianErrors
{
    private const string Kept = "what was downloaded is kept, and the next run goes on from there";

    public static CluException NoMirror() => new(
        "CLU0420", ErrorKind.Environment, "this machine's apt configuration names no Debian archive",
        hint: "name one in the profile: mirror = \"https://…/debian\"");

    public static CluException UnknownPackage(string name, string suite, string? nearest) => new(
        "CLU0421", ErrorKind.Usage, $"Debian {suite} has no package '{name}'",
        hint: nearest is null ? "look the name up with `apt-cache search`" : $"did you mean '{nearest}'?");

    public static CluException Unsolvable(string suite, string why) => new(
        "CLU0422", ErrorKind.Usage, $"the packages cannot be installed together from Debian {suite}: {why}");

    public static CluException NoIndex(string suite) => new(
        "CLU0423", ErrorKind.Environment, $"there is no index of Debian {suite} in the cache", hint: "run it once with a connection to the mirror");

    public static CluException MirrorSilent(string detail) => new(
        "CLU0424", ErrorKind.Environment, $"the Debian mirror does not answer: {detail}", hint: "check the network or choose another mirror in the profile",
        untouched: Kept);

    public static CluException MirrorMisses(string detail) => new(
        "CLU0425", ErrorKind.Environment, $"the Debian mirror does not have a file that its index names: {detail}",
        hint: "run it again, the mirror may be in the middle of an update; or choose another mirror in the profile", untouched: Kept);

    public static CluException WrongDownload(string detail) => new(
        "CLU0426", ErrorKind.Data, $"the Debian mirror sent something that is not what its index says: {detail}",
        hint: "run it again or choose another mirror in the profile", untouched: Kept);

    public static CluException WrongPackage(string file, string expected, string actual) =>
        WrongDownload($"{file} has SHA-256 {actual}, not {expected}; it was removed from the cache");

    public static CluException NoSpace(string folder, string detail) => new(
        "CLU0427", ErrorKind.Environment, $"there is no space left in '{folder}': {detail}",
        hint: "free some space or set CLU_CACHE_DIR to a folder on a larger disk", untouched: Kept);

    public static CluException MissingTool(string name, Exception? cause = null) => new(
        "CLU0428", ErrorKind.Environment, $"`{name}` cannot be run: {cause?.Message ?? "it is not installed"}", hint: "packages come through apt and dpkg: install both", inner: cause);

    public static CluException AptFailed(string command, string detail) => new(
        "CLU0429", ErrorKind.Failed, $"`{command}` failed: {detail}");

    public static CluException Untrusted(string detail) => new(
        "CLU0430", ErrorKind.Data, $"the Debian mirror's index is not signed by a known key: {detail}",
        hint: "install a newer debian-archive-keyring, or choose another mirror");

    public static CluException BrokenPackage(string file, string why) => new("CLU0431", ErrorKind.Data, $"the package {file} {why}");

    public static CluException CacheInUse(string folder, Exception cause) => new(
        "CLU0432", ErrorKind.Environment, $"another run of clu is working in '{folder}'", hint: "wait for it, or set CLU_CACHE_DIR to another folder",
        inner: cause);

    public static CluException Index(string what) => new("CLU0433", ErrorKind.Data, $"the index of the Debian archive {what}");

    public static CluException Cache(string folder, Exception cause) => cause.Message.StartsWith("No space", StringComparison.Ordinal)
        ? NoSpace(folder, cause.Message)
        : new CluException(
            "CLU0434", ErrorKind.Environment, $"the cache folder '{folder}' cannot be used: {cause.Message}", inner: cause,
            hint: "set CLU_CACHE_DIR to a folder that can be written");

    public static CluException MissingProgram(string file) => new(
        "CLU0435", ErrorKind.Usage, $"no package of the profile has {file}, which the build runs", hint: "add the package that has it to the profile's packages");

    public static CluException ProgramFailed(string program, int exitCode, string detail) => new(
        "CLU0436", ErrorKind.Failed, $"`{program}` of the packages ended with {exitCode}: {detail}");
}
