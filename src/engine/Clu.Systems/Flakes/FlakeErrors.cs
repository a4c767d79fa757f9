using Clu.Binary;

namespace Clu.Systems.Flakes;

/// <summary>Makes the errors of flakes (CLU070x and CLU071x).</summary>
internal static class FlakeErrors
{
    private const string NothingWritten = "nothing was written";

    public static CluException NoNix() => new(
        "CLU0700", ErrorKind.Environment, "this machine has no `nix`, which evaluates flakes",
        hint: "name the store path of a system that is built, and with --from the cache that has it: `clu build iso --from https://cache.example.org /nix/store/<hash>-nixos-system-laptop`",
        untouched: NothingWritten);

    public static CluException TooOld(NixRelease release) => new(
        "CLU0701", ErrorKind.Environment, $"this machine's `nix` is too old for flakes: it says '{release.Text}'", hint: "take Nix 2.18 or later",
        untouched: NothingWritten);

    public static CluException NoTarget(string text, string why) => new(
        "CLU0702", ErrorKind.Usage, $"'{text}' names no NixOS configuration: {why}", hint: "write FLAKE#NAME, as in .#laptop", untouched: NothingWritten);

    public static CluException BareWord(string text) => new(
        "CLU0702", ErrorKind.Usage, $"'{text}' names no flake", hint: $"write '.#{text}' for the configuration of that name in this folder's flake",
        untouched: NothingWritten);

    public static CluException CannotEvaluate(string target, string message) => new(
        "CLU0703", ErrorKind.Usage, $"Nix cannot evaluate '{target}':\n{message}", untouched: NothingWritten);

    public static CluException CannotBuild(string what, string message) => new(
        "CLU0704", ErrorKind.Failed, $"Nix cannot build {what}:\n{message}", hint: "what was built is kept, and the next run goes on from there",
        untouched: NothingWritten);

    public static CluException NoConfiguration(FlakeTarget target, string? nearest, IReadOnlyList<string> names) => new(
        "CLU0705", ErrorKind.Usage, $"the flake '{target.Flake}' has no NixOS configuration '{target.Name}'",
        hint: nearest is not null ? $"did you mean '{target.Flake}#{nearest}'?" : $"it has {string.Join(", ", names.Take(MostNames))}{(names.Count > MostNames ? " and others" : "")}",
        untouched: NothingWritten);

    public static CluException NoConfigurations(string flake) => new(
        "CLU0706", ErrorKind.Usage, $"the flake '{flake}' has no NixOS configuration",
        hint: "add one to its outputs as nixosConfigurations.<name>; `clu init` writes a flake that has some", untouched: NothingWritten);

    public static CluException NotInGit(string target, string file, string command, string message) => new(
        "CLU0707", ErrorKind.Usage, $"Nix does not see '{file}', since git does not track it:\n{message}", hint: $"`{command}`, then try '{target}' again",
        untouched: NothingWritten);

    public static CluException FeatureOff(string feature, string message) => new(
        "CLU0708", ErrorKind.Environment, $"Nix has the experimental feature '{feature}' switched off:\n{message}",
        hint: $"add 'extra-experimental-features = {feature}' to nix.conf, or to the environment: NIX_CONFIG='extra-experimental-features = {feature}'",
        untouched: NothingWritten);

    public static CluException NoFlake(string flake, string message) => new(
        "CLU0709", ErrorKind.Usage, $"there is no flake '{flake}':\n{message}", hint: "go to the folder with flake.nix or name it; `clu init` writes a new one",
        untouched: NothingWritten);

    public static CluException NotUnderstood(string command, string output) => new(
        "CLU0710", ErrorKind.Failed, $"`{command}` printed what clu does not understand: '{Clipped(output)}'", hint: "please report it with the version of Nix");

    public static CluException CannotArchive(string flake, string message) => new(
        "CLU0726", ErrorKind.Failed, $"Nix cannot put all inputs of the flake '{flake}' into the store, and without them its hosts are evaluated with a network only:\n{message}",
        hint: "try again where there is a network, or leave them out with --no-flake-inputs", untouched: NothingWritten);

    public static CluException NoKit(FlakeTarget target, string value, string expected) => new(
        "CLU0727", ErrorKind.Usage, $"clu.rebuildKit of '{target}' is {value}, and not {expected}", hint: "import nixosModules.late-binding, which checks what is said there",
        untouched: NothingWritten);

    private const int MostNames = 20;

    private static string Clipped(string text) => text.Length <= 200 ? text.Trim() : $"{text.Trim()[..199]}…";
}
