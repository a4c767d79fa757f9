using Clu.Binary;

namespace Clu.Media;

internal static partial class MediaErrors
{
    public static CluException NoPersonalArea(string path) => new(
        "CLU0535", ErrorKind.Usage, $"'{path}' has no personal area", hint: "build the medium again with `clu build iso`", untouched: "nothing was written");

    public static CluException AreaDamaged(string path, MalformedDataException cause) => new(
        "CLU0536", ErrorKind.Data, $"the personal area of '{path}' is damaged: {cause.Message}", inner: cause,
        hint: "empty it with `clu customize --clear`, then fill it again");

    public static CluException CannotCustomize(string path, Exception cause) => new(
        "CLU0537", ErrorKind.Environment, $"'{path}' cannot be written: {cause.Message}", inner: cause,
        hint: "check its permissions and the write protection of the stick, or write a new file with --output");
}
