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
}
