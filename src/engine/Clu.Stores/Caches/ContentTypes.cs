namespace Clu.Stores.Caches;

/// <summary>What Nix says the files of a cache are, for servers that keep it.</summary>
internal static class ContentTypes
{
    /// <summary>The type of a file.</summary>
    public static string Of(string name) => name switch
    {
        "nix-cache-info" => "text/x-nix-cache-info",
        _ when name.EndsWith(".narinfo", StringComparison.Ordinal) => "text/x-nix-narinfo",
        _ when name.EndsWith(".ls", StringComparison.Ordinal) => "application/json",
        _ when name.StartsWith("nar/", StringComparison.Ordinal) => "application/x-nix-nar",
        _ => "text/plain",
    };
}
