using Clu.Binary;
using Clu.Images.PersonalAreas;

namespace Clu.Images;

internal static partial class ImageErrors
{
    public static CluException PersonalTooLarge(long needed, long room) => new(
        "CLU0230", ErrorKind.Usage, $"the personal content has {Number(needed)} bytes, and there is room for {Number(room)}",
        hint: "leave files out, or fetch large ones after the installation", untouched: "nothing was written");

    public static CluException PersonalTooManyFiles(int count) => new(
        "CLU0230", ErrorKind.Usage, $"the personal content has {Number(count)} files, and there is room for {Number(PersonalAreaLimits.MaxFiles)}",
        hint: "put them into one archive", untouched: "nothing was written");

    public static CluException PersonalPath(string path) => new(
        "CLU0230", ErrorKind.Usage, $"'{path}' cannot be the place of a file: it is no absolute path, or another file is in its way",
        hint: "write it as /etc/motd, without . and ..", untouched: "nothing was written");
}
