using Clu.Binary;

namespace Clu.Media;

/// <summary>Makes the errors of media (CLU05xx); see <c>docs/errors.md</c>.</summary>
internal static partial class MediaErrors
{
    public static CluException NoNativeBinary(string folder) => new(
        "CLU0521", ErrorKind.Environment, $"'{folder}' holds no native clu binary, and the medium carries clu itself",
        hint: "start the build through ./clu, which makes the binary");

    public static CluException NoSpace(string file, long needed) => new(
        "CLU0522", ErrorKind.Environment, $"there is no space left for '{file}', which needs up to {needed} bytes",
        hint: "free some space, or name another place with --output", untouched: "an image of that name from an earlier run is as it was");

    public static CluException CannotWrite(string file, Exception cause) => new(
        "CLU0523", ErrorKind.Environment, $"'{file}' cannot be written: {cause.Message}", inner: cause,
        hint: "name a place that you may write to with --output", untouched: "an image of that name from an earlier run is as it was");

    public static CluException NoRegularFile(string file) => new(
        "CLU0523", ErrorKind.Environment, $"'{file}' is a device or the like; an image is a regular file", hint: "name a file with --output");

    public static CluException MissingContent(string source) => new(
        "CLU0524", ErrorKind.Usage, $"the profile puts '{source}' on the medium, but there is no such file or folder",
        hint: "relative sources start at the profile's folder");

    public static CluException TargetTaken(string target, string source) => new(
        "CLU0525", ErrorKind.Usage, $"'{source}' cannot be '{target}' on the medium: the name is taken or no valid path",
        hint: "choose another target in [[contents]]");

    public static CluException MissingStoreContent(string path) => new(
        "CLU0526", ErrorKind.Usage, $"store-contents names '{path}', which is no valid object of a Nix store on this machine",
        hint: "write it as /nix/store/<hash>-<name>, or with the root of another store before it");

    public static CluException Changing(string file, Exception cause) => new(
        "CLU0527", ErrorKind.Environment, $"'{file}' changed or vanished while the image was written: {cause.Message}", inner: cause,
        hint: "run it again when nothing else changes the file", untouched: "an image of that name from an earlier run is as it was");
}
