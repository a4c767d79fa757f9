using System.Globalization;
using Clu.Stores.Native;

namespace Clu.Stores.Remote;

/// <summary>Where the Nix daemon of this machine listens, and whether <c>auto</c> means it; as Nix decides both.</summary>
/// <param name="variable">Looks an environment variable up.</param>
internal sealed class DaemonAddress(Func<string, string?> variable)
{
    /// <summary>Parameters of stores that Nix keeps caches and priorities by.</summary>
    public static readonly string[] Ignored = ["trusted", "priority", "want-mass-query", "path-info-cache-size", "max-connection-age", "system-features"];

    /// <summary>The parameters that URLs of daemons have, and those of every store of Nix that mean nothing to clu.</summary>
    public static readonly string[] Parameters = ["root", "real", "state", "max-connections", .. Ignored];

    private const int MostConnections = 1024;

    /// <summary>The socket that a URL names.</summary>
    public string Socket(StoreUrl url)
    {
        if (url.Authority.Length > 0)
            return Uri.UnescapeDataString(url.Authority);
        return Set("NIX_DAEMON_SOCKET_PATH") ?? Path.Combine(State(url), "daemon-socket/socket");
    }

    /// <summary>Connections to have at most: one each for as many copies as run at once, unless the URL says.</summary>
    public static int Connections(StoreUrl url) =>
        !url.Parameters.TryGetValue("max-connections", out string? text) ? Math.Max(2, Environment.ProcessorCount)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= MostConnections ? number
        : throw StoreErrors.BadUrl(url.Text, $"'{text}' is no number of connections");

    /// <summary>What <c>auto</c> is: the store of <c>NIX_REMOTE</c>, or this machine's, through the daemon where this user cannot write it.</summary>
    public StoreUrl Resolve(StoreUrl auto)
    {
        if (auto.Parameters.Count == 0 && Set("NIX_REMOTE") is { } named && StoreUrl.Parse(named) is { Scheme: not "auto" } other)
            return other;
        bool isLocal = NativeFiles.CanReadAndWrite(NativePath.From(State(auto))) || !File.Exists(Socket(auto));
        return auto.As(isLocal ? "local" : "unix");
    }

    private string State(StoreUrl url) =>
        url.Parameters.GetValueOrDefault("state") is { Length: > 0 } state ? state
        : url.Parameters.GetValueOrDefault("root") is { Length: > 0 } root ? Path.Combine(root, "nix/var/nix")
        : Set("NIX_STATE_DIR") ?? "/nix/var/nix";

    private string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;
}
