using Clu.Binary;

namespace Clu.Cli;

/// <summary>Makes the errors of the command line (CLU09xx).</summary>
internal static class CliErrors
{
    private const string NoDisk = "no disk was touched";

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

    public static CluException NobodyToAsk() => new(
        "CLU0906", ErrorKind.Usage, "there is no terminal to ask at", hint: "--unattended takes all answers from a file; --confirm DISK goes on without asking",
        untouched: NoDisk);

    public static CluException NotConfirmed(string given, string wanted) => new(
        "CLU0907", ErrorKind.Usage, $"--confirm names '{given}', and the installation would be onto '{wanted}'", hint: "give the name of the disk that --plan shows",
        untouched: NoDisk);

    public static CluException NotRoot() => new("CLU0908", ErrorKind.Environment, "only root can install", hint: "run it with sudo", untouched: NoDisk);

    public static CluException NothingToInstall(string folder) => new(
        "CLU0909", ErrorKind.Usage, $"the medium at '{folder}' carries no system to install", hint: "add a [[host]] to the medium's profile", untouched: NoDisk);

    public static CluException RefusedBeforehand(IReadOnlyList<string> reasons, string? hint) => new(
        "CLU0910", ErrorKind.Environment, string.Join("; ", reasons), hint: hint ?? "`clu install --plan` shows all of it", untouched: NoDisk);

    public static CluException NothingToResume(string? disk) => new(
        "CLU0911", ErrorKind.Usage, $"{disk ?? "no disk of this machine"} holds {(disk is null ? "an" : "no")} interrupted installation", hint: "start a new one with `clu install`",
        untouched: NoDisk);

    public static CluException NoHasher(IEnumerable<string> programs) => new(
        "CLU0912", ErrorKind.Environment, $"no program here hashes passwords: neither {string.Join(" nor ", programs)}", hint: "give a hash in the answers",
        untouched: NoDisk);

    public static CluException BadHash(string program) => new(
        "CLU0912", ErrorKind.Failed, $"`{program}` printed something else than the hash of a password", hint: "give a hash in the answers", untouched: NoDisk);

    public static CluException SeveralToResume(IEnumerable<string> disks) => new(
        "CLU0913", ErrorKind.Usage, $"several disks hold interrupted installations: {string.Join(", ", disks)}", hint: "name one with --disk", untouched: NoDisk);

    public static CluException OtherMedium(string host) => new(
        "CLU0914", ErrorKind.Usage, $"the interrupted installation is of '{host}', which this medium does not carry in that version",
        hint: "go on with the medium that it was begun with, or start anew with `clu install`", untouched: NoDisk);

    public static CluException NoAnswers() => new(
        "CLU0915", ErrorKind.Usage, "no answers are anywhere", hint: "give --answers FILE; docs/unattended.md says where they are looked for", untouched: NoDisk);

    public static CluException NothingFrom() => new(
        "CLU0916", ErrorKind.Usage, "--from names a store, and no store path is named that it should have",
        hint: "name the store path of a system or of a medium's description, as in `clu build iso --from URL /nix/store/…`");

    public static CluException NoFlakeForKit() => new(
        "CLU0926", ErrorKind.Usage, "--rebuild-kit and --rebuild-budget are for hosts of flakes, and none is named",
        hint: "name FLAKE#NAME, or give the hosts of the profile rebuild-kit");

    public static CluException NoTemplate(string name, string? nearest, IReadOnlyList<string> names) => new(
        "CLU0917", ErrorKind.Usage, $"there is no template '{name}'",
        hint: nearest is not null ? $"did you mean '{nearest}'?" : $"name one of {string.Join(", ", names)}", untouched: "nothing was written");

    public static CluException SignWithoutJson() => new(
        "CLU0920", ErrorKind.Usage, "--sign signs the JSON report, and none was asked for", hint: "add --json");

    public static CluException NoSignedReport(string file, string why) => new(
        "CLU0921", ErrorKind.Data, $"'{file}' cannot be trusted as a report: {why}", hint: "name the key with --trusted-key NAME:KEY; `clu prove IMAGE --json --sign KEYFILE` makes a report");
    public static CluException PartSize(long size) => new(
        "CLU0924", ErrorKind.Usage, $"parts cannot have {size} bytes", hint: "give --split 1M to 4095M; FAT32 takes no file of 4 GiB", untouched: "nothing was written");

    public static CluException NoHost(string? name, IReadOnlyList<string> known) => new(
        "CLU0925", ErrorKind.Usage, name is null ? $"the profile has {known.Count} hosts, and none is named" : $"the profile has no host '{name}'",
        hint: known.Count > 0 ? $"name one of {string.Join(", ", known)}" : "add a [[host]] to the profile", untouched: "nothing was written");

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
