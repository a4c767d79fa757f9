using Clu.Binary;

namespace Clu.Stores;

/// <summary>Makes the errors of caches (CLU0350 and up).</summary>
internal static partial class StoreErrors
{
    public static CluException S3Refuses(string url, string reason, Exception cause) => new(
        "CLU0350", ErrorKind.Environment, $"'{url}' refuses: {reason}", inner: cause,
        hint: reason switch
        {
            "NoSuchBucket" => "make the bucket first, with the tools of its provider",
            "NoSuchKey" => "the cache lacks a file that it says it has; `clu cache check` finds all of them",
            _ => "keys come from ?profile=NAME, from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or from ~/.aws",
        });

    public static CluException NoProfile(string name, Exception? cause = null) => new(
        "CLU0351", ErrorKind.Usage, $"there are no keys for the profile '{name}'{(cause is null ? "" : $": {cause.Message}")}", inner: cause,
        hint: "profiles are in ~/.aws/credentials and ~/.aws/config");

    public static CluException OtherCacheInfo(string file, string says) => new(
        "CLU0352", ErrorKind.Usage, $"'{file}' is there and says something else: {says}", untouched: "it was left as it is",
        hint: "change it by hand if you mean it; its store directory cannot be changed once there are paths");

    public static CluException NoRoots(string url) => new(
        "CLU0353", ErrorKind.Usage, $"'{url}' has no roots, so all of it would go", untouched: "nothing was removed",
        hint: "name what to keep by `clu cache root add` or --keep, or say --all");

    public static CluException NoSuchRoot(string name, string url) => new(
        "CLU0354", ErrorKind.Usage, $"'{url}' has no root '{name}'", hint: "`clu cache root list` shows what there is");

    public static CluException CannotPrune(string why) => new(
        "CLU0355", ErrorKind.Data, $"{why}", untouched: "nothing was removed",
        hint: "`clu cache check` shows what is wrong; remove the file, or copy the path again");
}
