using Clu.Binary;

namespace Clu.Media;

/// <summary>The errors of media that bundles are added to.</summary>
internal static partial class MediaErrors
{
    public static CluException NoMediumToExtend(string medium, string why, Exception? cause = null) => new(
        "CLU0776", ErrorKind.Data, $"'{medium}' is no sound medium that clu made: {why}", inner: cause, untouched: "no medium was written",
        hint: "`clu verify` says whether it is damaged; others' media cannot be extended");
}
