using Clu.Binary;

namespace Clu.Systems.Programs;

/// <summary>Makes the errors of running programs of a Nix store.</summary>
internal static class ProgramErrors
{
    public static CluException CannotRun(string program, string why) => new(
        "CLU0716", ErrorKind.Environment, $"`{program}` cannot be run: {why}",
        hint: "build on a machine whose Nix store has it, or take a live system of a profile with --profile", untouched: "nothing was written");

    public static CluException Failed(string program, int exitCode, string detail) => new(
        "CLU0717", ErrorKind.Failed, $"`{program}` ended with {exitCode}: {detail}", untouched: "nothing was written");
}
