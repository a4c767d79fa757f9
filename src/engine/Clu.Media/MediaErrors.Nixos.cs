using Clu.Binary;
using Clu.Media.Contracts;
using Clu.Media.Inspection;

namespace Clu.Media;

/// <summary>Errors of media with a NixOS live system.</summary>
internal static partial class MediaErrors
{
    public static CluException MalformedDescription(string file, MalformedDataException cause) => new(
        "CLU0712", ErrorKind.Data, $"'{file}' does not say what the medium is: {cause.Message}", inner: cause,
        hint: "take nixosModules.installer of the same version as this clu", untouched: NothingWritten);

    public static CluException NoSystem(string path, string why) => new(
        "CLU0713", ErrorKind.Usage, $"'{path}' is neither a NixOS system nor the description of a medium: {why}",
        hint: "name what nixosConfigurations.<name>.config.system.build.toplevel or .cluMedium builds", untouched: NothingWritten);

    public static CluException NotInStore(string path, string store) => new(
        "CLU0714", ErrorKind.Usage, $"'{store}' has no '{path}'", hint: "build it first, or name a store that has it with --from", untouched: NothingWritten);

    public static CluException BrokenContract(string toplevel, IReadOnlyList<ContractFinding> findings)
    {
        ContractFinding[] errors = [.. findings.Where(finding => finding.Severity == FindingSeverity.Error)];
        return new CluException(
            "CLU0715", ErrorKind.Usage, $"'{toplevel}' does not boot from a medium: {string.Join("; ", errors.Select(finding => finding.Text))}",
            hint: string.Join("; ", errors.Select(finding => finding.Advice).Distinct()), untouched: NothingWritten);
    }

    public static CluException MissingDescribed(string path) => new(
        "CLU0718", ErrorKind.Data, $"the configuration puts '{path}' on the medium, and its closure has no such file", hint: "build it again", untouched: NothingWritten);

    public static CluException NothingBoots(string label) => new(
        "CLU0719", ErrorKind.Usage, $"no computer boots the medium '{label}': there is a boot image neither for BIOS nor for UEFI",
        hint: "set isoImage.makeEfiBootable or isoImage.makeBiosBootable", untouched: NothingWritten);

    public static CluException StoreElsewhere(string url) => new(
        "CLU0720", ErrorKind.Usage, $"the files of the store '{url}' are not on this machine", hint: "build in a local store, or name a cache that has the systems with --from",
        untouched: NothingWritten);

    public static CluException OtherDirectory(string target, string path) => new(
        "CLU0720", ErrorKind.Environment, $"Nix built '{target}' as '{path}', which is not in /nix/store", hint: "build in a store whose directory is /nix/store",
        untouched: NothingWritten);

    public static CluException NoLive(string why) => new(
        "CLU0711", ErrorKind.Usage, $"nothing says what the medium boots: {why}",
        hint: "import nixosModules.installer into a configuration and name it with --live FLAKE#NAME, or take clu's own live system with --profile installer",
        untouched: NothingWritten);

    public static CluException NoMedium(string live) => new(
        "CLU0711", ErrorKind.Usage, $"'{live}' describes no medium", hint: "import nixosModules.installer into the configuration", untouched: NothingWritten);

    public static CluException SeveralLive(IEnumerable<string> media) => new(
        "CLU0721", ErrorKind.Usage, $"a medium boots one live system, and several are named: {string.Join(", ", media)}",
        hint: "say which one with --live; the others become hosts", untouched: NothingWritten);

    public static CluException NoHostName(string target) => new(
        "CLU0722", ErrorKind.Usage, $"the name of '{target}' has nothing that a host can be called", hint: "give the configuration a name with letters or digits",
        untouched: NothingWritten);

    public static CluException KitWithoutFlake() => new(
        "CLU0728", ErrorKind.Usage, "a rebuild kit is asked for, and no host of a flake is named that could have one: a store path says nothing of how it is built again",
        hint: "name the hosts as FLAKE#NAME, or give them rebuild-kit in a profile", untouched: NothingWritten);

    public static CluException HostTwice(string name, string one, string other) => new(
        "CLU0723", ErrorKind.Usage, $"two hosts would be called '{name}': '{one}' and '{other}'", hint: "name one of them, or give the configuration another name",
        untouched: NothingWritten);

    public static CluException NoConfiguration(string flake) => new(
        "CLU0585", ErrorKind.Usage, $"'{flake}' names a flake, and none of its configurations", hint: $"an image is of one: name it as '{flake}#NAME'",
        untouched: "no image was written");
}
