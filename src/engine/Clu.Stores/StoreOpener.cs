using System.Globalization;
using Clu.Binary;
using Clu.Nix.NarInfos;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;
using Clu.Stores.Bundles;
using Clu.Stores.Caches;
using Clu.Stores.Caches.S3;
using Clu.Stores.Collecting;
using Clu.Stores.Configuration;
using Clu.Stores.Local;
using Clu.Stores.Media;
using Clu.Stores.Remote;

namespace Clu.Stores;

/// <summary>Opens the store that a URL names.</summary>
public static class StoreOpener
{
    /// <summary>The code of the error that a store can only be read.</summary>
    public const string ReadOnlyCode = "CLU0317";

    private static readonly string[] _cacheParameters =
    [
        "compression", "compression-level", "write-nar-listing", "secret-key", "parallel-compression", "priority", "want-mass-query", "store", "trusted",
    ];

    /// <summary>Opens a store to read.</summary>
    /// <exception cref="CluException">CLU0313: the URL is none, or there is no store. Others as the store has them.</exception>
    public static IStore Open(StoreUrl url)
    {
        url = Resolve(url);
        switch (url.Scheme)
        {
            case "local":
                return LocalStore.OpenReadOnly(Layout(url)) ?? throw NoStore(url);
            case "iso":
                Take(url);
                return new MediumStore(url.Authority);
            case "bundle":
                Take(url);
                return new BundleStore(BundleSource.Open(url.Authority));
            case "unix" or "ssh-ng":
                return OpenWorker(url);
            case "ssh":
                return OpenSsh(url);
            default:
                return OpenCache(url);
        }
    }

    /// <summary>Opens a store to write, and makes it where it is not there yet.</summary>
    /// <param name="url">Its URL.</param>
    /// <param name="clock">Gives registration times.</param>
    /// <exception cref="CluException">CLU0313: the URL is none. CLU0317: the store can only be read. Others as the store has them.</exception>
    public static IWritableStore OpenWritable(StoreUrl url, TimeProvider clock)
    {
        url = Resolve(url);
        switch (url.Scheme)
        {
            case "unix" or "ssh-ng":
                return OpenWorker(url);
            case "local":
                StoreLayout layout = Layout(url);
                return IsReadOnly(url) ? throw StoreErrors.ReadOnly(url.Text) : LocalStore.Open(layout, clock, NixConf.OfProcess(Environment.GetEnvironmentVariable).AutoOptimiseStore);
            case "iso" or "bundle" or "http" or "https":
                throw StoreErrors.ReadOnly(url.Text);
            case "ssh":
                return OpenSsh(url);
            default:
                return OpenCache(url);
        }
    }

    /// <summary>Opens a store to change it in a way that not every kind can be changed.</summary>
    /// <param name="url">Its URL.</param>
    /// <param name="clock">Gives registration times.</param>
    /// <param name="what">What is to be done, for the error: "importing".</param>
    /// <exception cref="CluException">CLU0312: it is not of kind <typeparamref name="T"/>. Others as <see cref="OpenWritable(StoreUrl, TimeProvider)"/>.</exception>
    public static T OpenWritable<T>(StoreUrl url, TimeProvider clock, string what)
        where T : class, IWritableStore
    {
        IWritableStore store = OpenWritable(url, clock);
        if (store is T suitable)
            return suitable;
        store.Dispose();
        throw StoreErrors.NotSupported($"{what} in '{url.Text}'", "copy what is in it to a local store first");
    }

    private static StoreUrl Resolve(StoreUrl url) =>
        url.Scheme == "auto" ? new DaemonAddress(Environment.GetEnvironmentVariable).Resolve(url) : url;

    private static WorkerStore OpenWorker(StoreUrl url)
    {
        if (url.Scheme == "unix")
        {
            Take(url, DaemonAddress.Parameters);
            string socket = new DaemonAddress(Environment.GetEnvironmentVariable).Socket(url);
            return new WorkerStore(url.Text, DaemonAddress.Connections(url), () => SocketChannel.Connect(url.Text, socket));
        }

        Take(url, [.. SshCommand.Parameters, .. DaemonAddress.Ignored]);
        SshCommand ssh = new(url, "nix-daemon", ["--stdio"], Environment.GetEnvironmentVariable);
        return new WorkerStore(url.Text, ssh.Connections, () => ssh.Connect(), ssh);
    }

    /// <summary>The same of a store that is there: none is made.</summary>
    /// <exception cref="CluException">As <see cref="OpenWritable{T}"/>. CLU0313: there is no store.</exception>
    public static T OpenExisting<T>(StoreUrl url, TimeProvider clock, string what)
        where T : class, IWritableStore
    {
        Open(url).Dispose();
        return OpenWritable<T>(url, clock, what);
    }

    /// <summary>Opens a store to collect garbage in it, on a full disk too: the space that it set aside is given back first.</summary>
    /// <exception cref="CluException">CLU0312: no garbage is collected in such stores. Others as <see cref="OpenWritable(StoreUrl, TimeProvider)"/>.</exception>
    public static ICollectableStore OpenCollectable(StoreUrl url, TimeProvider clock)
    {
        url = Resolve(url);
        if (url.Scheme is "local")
        {
            StoreLayout layout = Layout(url);
            if (IsReadOnly(url))
                throw StoreErrors.ReadOnly(url.Text);
            return File.Exists(layout.Database) ? LocalStore.Open(layout, clock, toCollect: true) : throw NoStore(url);
        }

        IWritableStore store = OpenWritable(url, clock);
        if (store is ICollectableStore collectable)
            return collectable;
        store.Dispose();
        throw StoreErrors.NotSupported($"collecting garbage in '{url.Text}'", "it has no roots that say what is needed");
    }

    private static CluException NoStore(StoreUrl url) => StoreErrors.BadUrl(url.Text, $"there is no Nix store in '{Layout(url).Root}'");

    private static StoreLayout Layout(StoreUrl url)
    {
        Take(url, "root", "real", "state", "read-only", "trusted");
        string root = url.Authority.Length > 0 ? url.Authority : url.Parameters.GetValueOrDefault("root") is { Length: > 0 } named ? named : "/";
        return new StoreLayout(root, url.Parameters.GetValueOrDefault("real"), url.Parameters.GetValueOrDefault("state"));
    }

    private static bool IsReadOnly(StoreUrl url) => url.Parameters.GetValueOrDefault("read-only") is "1" or "true";

    private static ServeStore OpenSsh(StoreUrl url)
    {
        Take(url, [.. SshCommand.Parameters, .. DaemonAddress.Ignored]);
        SshCommand command = new(url, ServeStore.Program, ServeStore.Arguments, Environment.GetEnvironmentVariable);
        return new ServeStore(url.Text, command.Connections, () => command.Connect(), command);
    }

    /// <summary>Opens a binary cache as such.</summary>
    /// <exception cref="CluException">CLU0313: the URL is none, or names a store of another kind. Others as the cache has them.</exception>
    public static BinaryCacheStore OpenCache(StoreUrl url)
    {
        Take(url, [.. _cacheParameters, .. url.Scheme == "s3" ? S3Parameters.Names : []]);
        ICacheFiles files = url.Scheme switch
        {
            "file" => new FolderCacheFiles(url.Authority),
            "http" or "https" => new HttpCacheFiles(Address(url)),
            "s3" => OpenBucket(S3Parameters.Read(url)),
            _ => throw StoreErrors.BadUrl(url.Text, $"clu does not know '{url.Scheme}' stores"),
        };
        return new BinaryCacheStore(files, new BinaryCacheOptions
        {
            Compression = Compression(url),
            Level = Level(url),
            WriteListings = url.Parameters.GetValueOrDefault("write-nar-listing") is "1" or "true",
            Directory = Directory(url),
            Priority = Priority(url),
            SecretKey = url.Parameters.TryGetValue("secret-key", out string? file) ? SecretKey.Parse(ReadKey(url, file)) : null,
        });
    }

    private static S3CacheFiles OpenBucket(S3Location location) =>
        new(new S3Client(location, S3Account.Find(location, Environment.GetEnvironmentVariable), new Patience()));

    private static Uri Address(StoreUrl url) => Uri.TryCreate($"{url.Scheme}://{url.Authority}", UriKind.Absolute, out Uri? address)
        ? address
        : throw StoreErrors.BadUrl(url.Text, "it is no URL");

    private static NarCompression Compression(StoreUrl url)
    {
        if (!url.Parameters.TryGetValue("compression", out string? label))
            return NarCompression.Xz;
        return NarCompressions.TryFind(label, out NarCompression found)
            ? found
            : throw StoreErrors.BadUrl(url.Text, $"there is no compression '{label}'");
    }

    private static StoreDirectory? Directory(StoreUrl url) => !url.Parameters.TryGetValue("store", out string? text) ? null
        : StoreDirectory.TryCreate(text, out StoreDirectory? directory) ? directory
        : throw StoreErrors.BadUrl(url.Text, $"'{text}' is no store directory");

    private static int? Priority(StoreUrl url) => !url.Parameters.TryGetValue("priority", out string? text) ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int priority) ? priority
        : throw StoreErrors.BadUrl(url.Text, $"'{text}' is no priority");

    private static int? Level(StoreUrl url)
    {
        if (!url.Parameters.TryGetValue("compression-level", out string? text) || text == "-1")
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int level)
            ? level
            : throw StoreErrors.BadUrl(url.Text, $"'{text}' is no compression level");
    }

    private static string ReadKey(StoreUrl url, string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreErrors.BadUrl(url.Text, $"its key '{file}' cannot be read: {e.Message}");
        }
    }

    private static void Take(StoreUrl url, params ReadOnlySpan<string> known)
    {
        foreach (string name in url.Parameters.Keys)
        {
            if (!known.Contains(name))
                throw StoreErrors.BadUrl(url.Text, $"clu does not know its parameter '{name}'");
        }
    }
}
