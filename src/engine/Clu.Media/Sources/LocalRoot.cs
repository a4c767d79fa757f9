using Clu.Binary;
using Clu.Stores;

namespace Clu.Media.Sources;

/// <summary>Where the files of Nix's store are on this machine.</summary>
internal static class LocalRoot
{
    /// <summary>The root of a store; empty for <c>/</c>.</summary>
    /// <param name="url">Its URL.</param>
    /// <param name="variables">Gives variables of the environment: <c>NIX_REMOTE</c> says what <c>auto</c> is.</param>
    /// <exception cref="CluException">CLU0720: its files are not on this machine.</exception>
    public static string Of(StoreUrl url, Func<string, string?> variables)
    {
        if (url.Scheme == "auto" && variables("NIX_REMOTE") is { Length: > 0 } remote)
            url = StoreUrl.Parse(remote);
        return url.Scheme switch
        {
            "auto" or "unix" => "",
            "local" => (url.Authority.Length > 0 ? url.Authority : url.Parameters.GetValueOrDefault("root") ?? "").TrimEnd('/'),
            _ => throw MediaErrors.StoreElsewhere(url.Text),
        };
    }
}
