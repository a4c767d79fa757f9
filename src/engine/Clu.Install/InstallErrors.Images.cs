using System.Globalization;
using Clu.Binary;

namespace Clu.Install;

/// <summary>Makes the errors of images (CLU0580 and up).</summary>
internal static partial class InstallErrors
{
    private const string NoImage = "no image was written";

    public static CluException ImageTool(string tool, string said) => new(
        "CLU0580", ErrorKind.Failed, $"{tool} did not do what the image needs: {said}", untouched: NoImage);

    public static CluException ImageName(string path) => new(
        "CLU0581", ErrorKind.Data, $"'{path}' cannot be put into an image: its name is no text of one line", untouched: NoImage);

    public static CluException NotInImage(string path) => new(
        "CLU0582", ErrorKind.Data, $"the system boots '{path}', which is not in its closure", untouched: NoImage);

    public static CluException ImageTooSmall(string host, long size, long needed) => new(
        "CLU0583", ErrorKind.Usage, string.Create(CultureInfo.InvariantCulture, $"a disk of {size} bytes is too small for '{host}', which takes {needed} with some room"),
        untouched: NoImage, hint: "give a larger --size, or leave it out; the system takes the whole disk when it first starts");

    public static CluException CannotGrow(string disk, IOException cause) => new(
        "CLU0584", ErrorKind.Environment, $"the root file system cannot be given all of '{disk}': {cause.Message}", inner: cause,
        hint: "it works as it is; `systemctl start clu-first-boot` tries again");

    public static CluException ImagePlace(string file, Exception cause) => new(
        "CLU0586", ErrorKind.Environment, $"'{file}' cannot be written: {cause.Message}", inner: cause, untouched: "nothing has that name that was not there before",
        hint: "make room there, or name another place with --output");
}
