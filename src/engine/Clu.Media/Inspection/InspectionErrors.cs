using Clu.Binary;

namespace Clu.Media.Inspection;

internal static class InspectionErrors
{
    public static CluException CannotRead(string file, Exception cause) => new(
        "CLU0510", ErrorKind.Environment, $"'{file}' cannot be read: {cause.Message}", inner: cause,
        hint: "check its permissions, and the disk or drive that it is on");

    public static CluException NoSoundImage(string file, MalformedDataException cause) => new(
        "CLU0511", ErrorKind.Data, $"'{file}' is no ISO image, or is damaged or cut off: {cause.Message}", inner: cause,
        hint: "compare its size and SHA-256 with those of where it came from, and copy it again");
}
