using Clu.Binary;
using Clu.Systems.Profiles;

namespace Clu.Media;

/// <summary>Errors of the systems that a medium installs.</summary>
internal static partial class MediaErrors
{
    private const string NothingWritten = "nothing was written";

    public static CluException MissingToplevel(HostProfile host) => new(
        "CLU0553", ErrorKind.Usage, $"{Toplevel(host)} is no valid object of a Nix store on this machine",
        hint: "write it as /nix/store/<hash>-<name>, or with the root of another store before it; 'clu copy' gets it from a cache or another machine",
        untouched: NothingWritten);

    public static CluException NoNixosSystem(HostProfile host, string why) => new(
        "CLU0554", ErrorKind.Usage, $"{Toplevel(host)} is no NixOS system: {why}",
        hint: "name what nixosConfigurations.<name>.config.system.build.toplevel builds", untouched: NothingWritten);

    public static CluException BadBootSpec(HostProfile host, MalformedDataException cause) => new(
        "CLU0554", ErrorKind.Usage, $"{Toplevel(host)} does not say how it boots: {cause.Message}", inner: cause,
        hint: "build the system with a NixOS of 2023 or later", untouched: NothingWritten);

    public static CluException OtherPlatform(HostProfile host, string actual, string expected) => new(
        "CLU0555", ErrorKind.Usage, $"{Toplevel(host)} is for {actual}, and the medium boots {expected} only",
        hint: $"build the system for {expected}", untouched: NothingWritten);

    public static CluException MissingBootFile(HostProfile host, string file, string specialisation) => new(
        "CLU0556", ErrorKind.Data,
        $"{Toplevel(host)} boots '{file}'{(specialisation.Length == 0 ? "" : $" in its variant '{specialisation}'")}, which is not in its closure",
        hint: "build the system again", untouched: NothingWritten);

    private static string Toplevel(HostProfile host) => $"the toplevel of host '{host.Name}', '{host.Toplevel}',";
}
