using Clu.Binary;
using Clu.Images.Fat;

namespace Clu.Images;

internal static partial class ImageErrors
{
    public static CluException FatName(FileName name, string problem) => new(
        "CLU0210", ErrorKind.Usage, $"'{name}' cannot be a name in a FAT file system: {problem}");

    public static CluException FatNameClash(FileName name, FileName other) => new(
        "CLU0210", ErrorKind.Usage, $"'{name}' and '{other}' are one name in a FAT file system, which takes no notice of case");

    public static CluException FatLink(FileName name) => new(
        "CLU0211", ErrorKind.Usage, $"'{name}' is a symbolic link, and a FAT file system has none");

    public static CluException FatFileTooLong(FileName name, long length) => new(
        "CLU0211", ErrorKind.Usage, $"'{name}' has {Number(length)} bytes, a file in a FAT file system must be below 4 GiB");

    public static CluException FatTooLarge(long bytes) => new(
        "CLU0211", ErrorKind.Usage,
        $"the files of a FAT file system have {Number(bytes)} bytes in sum, clu makes images up to {Number(FatLimits.MaxImageLength)}");
}
