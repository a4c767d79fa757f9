using Clu.Binary;

namespace Clu.Systems.Rebuilds;

/// <summary>Makes the errors of rebuild kits (CLU073x).</summary>
internal static class RebuildErrors
{
    public static CluException NoDerivation(string path, string store) => new(
        "CLU0732", ErrorKind.Usage, $"'{store}' does not have the derivation '{path}', which says how the system is built",
        hint: "evaluate the system on this machine: `nix eval --raw FLAKE#nixosConfigurations.NAME.config.system.build.toplevel.drvPath` writes it. "
            + $"One that was evaluated elsewhere comes by `nix copy --derivation --from STORE {path}`; keep-derivations = true in nix.conf keeps it when garbage is collected");

    public static CluException TooManyChanges(int count, int most) => new(
        "CLU0733", ErrorKind.Usage, $"{count} changes cannot be weighed against one another: {most} are the most", hint: "name fewer variants");
}
