using System.Collections.Concurrent;
using Clu.Binary;
using Clu.Nix.BinaryCaches;
using Clu.Nix.Hashing;
using Clu.Nix.Listings;
using Clu.Nix.NarInfos;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;

namespace Clu.Stores.Caches;

/// <summary>A binary cache as a store: <c>file://</c>, <c>http://</c>, <c>https://</c>, <c>s3://</c>.</summary>
public sealed class BinaryCacheStore : IRepairableStore, ISignableStore
{
    private const string InfoEnding = ".narinfo";

    private readonly ICacheFiles _files;
    private readonly BinaryCacheOptions _options;
    // Only what is there: what is not may come, from this process or another.
    private readonly ConcurrentDictionary<StorePath, NarInfo> _known = new();
    private readonly ConcurrentDictionary<StorePath, NarInfo> _placed = new();
    private bool _hasInfo;

    internal BinaryCacheStore(ICacheFiles files, BinaryCacheOptions options)
    {
        _files = files;
        _options = options;
        byte[]? text = files.Find(CacheInfo.FileName, CacheInfo.MaxLength);
        if (text is null && !files.CanWrite)
            throw StoreErrors.NotACache(files.Url);
        _hasInfo = text is not null;
        Info = text is null ? new CacheInfo { StoreDirectory = options.Directory ?? StoreDirectory.Default } : CacheInfo.Parse(text);
        if (options.Directory is { } wanted && wanted != Info.StoreDirectory)
            throw StoreErrors.OtherDirectory(files.Url, Info.StoreDirectory.Path, wanted.Path);
    }

    /// <summary>What the cache says of itself.</summary>
    public CacheInfo Info { get; }

    /// <summary>Among caches the lowest is asked first.</summary>
    public int Priority => _options.Priority ?? Info.Priority ?? 0;

    /// <summary>Whether it has a <c>nix-cache-info</c> yet.</summary>
    public bool HasInfo => _hasInfo;

    /// <summary>Its files.</summary>
    internal ICacheFiles Files => _files;

    /// <inheritdoc/>
    public string Url => _files.Url;

    /// <inheritdoc/>
    public StoreDirectory Directory => Info.StoreDirectory;

    /// <inheritdoc/>
    public bool RequiresSignatures => false;

    /// <inheritdoc/>
    public bool IsClosed => false;

    /// <inheritdoc/>
    public StoreObjectInfo? Find(StorePath path) => FindInfo(path)?.Object;

    /// <summary>What the cache knows of an object and of the file that it is in; null when it does not have it.</summary>
    public NarInfo? FindInfo(StorePath path)
    {
        if (_known.TryGetValue(path, out NarInfo? known))
            return known;
        // The cache finds by hash part alone.
        return Read(path) is { } info && info.Object.Path == path ? _known.GetOrAdd(path, info) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<StorePath> Paths()
    {
        IReadOnlyList<string> names = _files.List(InfoEnding) ?? throw StoreErrors.NotSupported($"listing '{Url}', which has no list of its paths", "name the paths");
        ConcurrentBag<StorePath> paths = [];
        StoreClosure.Each(names, name =>
        {
            if (_files.Find(name, NarInfoLimits.MaxLength) is { } text)
            {
                NarInfo info = Parse(name, text);
                if (name == InfoName(info.Object.Path))
                    _known.TryAdd(info.Object.Path, info);
                paths.Add(info.Object.Path);
            }
        }, default);
        return [.. paths.Distinct().Order()];
    }

    /// <inheritdoc/>
    public ObjectContent Open(StoreObjectInfo info)
    {
        NarInfo file = FindInfo(info.Path) ?? throw StoreErrors.UnknownPath(Directory.Print(info.Path), Url);
        return new PackedObject(() => NarCodec.Unpack(file.Compression, _files.Open(file.Url)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<StorePath> Missing(IReadOnlyCollection<StorePath> paths)
    {
        ConcurrentDictionary<StorePath, bool> missing = new();
        // What can only be read is asked for what it has because somebody wants it: then the entry is needed anyway.
        StoreClosure.Each(paths, path => missing[path] = !_known.ContainsKey(path) && !(_files.CanWrite ? _files.Has(InfoName(path)) : Find(path) is not null), default);
        return [.. paths.Where(path => missing[path])];
    }

    /// <inheritdoc/>
    public void Place(StoreObjectInfo info, ObjectContent content, Action<long> advanced, CancellationToken cancel) =>
        Place(info, content, overwrite: false, advanced, cancel);

    /// <inheritdoc/>
    public void Replace(StoreObjectInfo info, ObjectContent content, Action<long> advanced, CancellationToken cancel)
    {
        Place(info, content, overwrite: true, advanced, cancel);
        Register([info]);
    }

    private void Place(StoreObjectInfo info, ObjectContent content, bool overwrite, Action<long> advanced, CancellationToken cancel)
    {
        using ICacheUpload upload = _files.Begin();
        NarFile packed = NarFile.Pack(info, content, Directory, _options.Compression, _options.Level, upload.Content, advanced, cancel);
        string url = $"nar/{packed.Hash.Digits(HashEncoding.Nix32)}.nar{_options.Compression.FileExtension()}";
        NarInfo file = new() { Object = info, Url = url, Compression = _options.Compression, FileHash = packed.Hash, FileSize = packed.Size };
        upload.Commit(url, overwrite);
        if (_options.WriteListings)
            _files.Write($"{info.Path.HashPart}.ls", Listing.Write(Open(file).List()));
        _placed[info.Path] = file;
    }

    /// <inheritdoc/>
    public void Register(IReadOnlyCollection<StoreObjectInfo> objects)
    {
        if (!_hasInfo)
            _files.Write(CacheInfo.FileName, Info.ToBytes());
        _hasInfo = true;
        foreach (StoreObjectInfo info in objects)
        {
            NarInfo file = _placed[info.Path] with { Object = Signed(info with { Ultimate = false }) };
            _files.Write(InfoName(info.Path), NarInfoText.Write(file, Directory));
            _known[info.Path] = file;
        }
    }

    /// <inheritdoc/>
    public void AddSignatures(StorePath path, IReadOnlyCollection<Signature> signatures)
    {
        NarInfo file = FindInfo(path) ?? throw StoreErrors.UnknownPath(Directory.Print(path), Url);
        Signature[] all = [.. file.Object.Signatures.Concat(signatures).Distinct().OrderBy(signature => signature.ToString(), StringComparer.Ordinal)];
        file = file with { Object = file.Object with { Signatures = all } };
        _files.Write(InfoName(path), NarInfoText.Write(file, Directory));
        _known[path] = file;
    }

    /// <summary>Forgets paths that were removed.</summary>
    internal void Forget(IEnumerable<StorePath> paths)
    {
        foreach (StorePath path in paths)
            _known.TryRemove(path, out _);
    }

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();

    private PackedObject Open(NarInfo file) => new(() => NarCodec.Unpack(file.Compression, _files.Open(file.Url)));

    private static string InfoName(StorePath path) => $"{path.HashPart}{InfoEnding}";

    private StoreObjectInfo Signed(StoreObjectInfo info) => _options.SecretKey is { } key ? StoreSigning.Signed(info, key, Directory) : info;

    private NarInfo? Read(StorePath path)
    {
        string name = InfoName(path);
        if (_files.Find(name, NarInfoLimits.MaxLength) is not { } text)
            return null;
        return Parse(name, text);
    }

    private NarInfo Parse(string name, byte[] text)
    {
        try
        {
            return NarInfoText.Read(text, Directory);
        }
        catch (MalformedDataException e)
        {
            throw StoreErrors.MalformedEntry($"{Url}/{name}", e);
        }
    }
}
