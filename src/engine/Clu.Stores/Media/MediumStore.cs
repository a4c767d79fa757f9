using System.Collections.Concurrent;
using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.Listings;
using Clu.Nix.Registrations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Exports;

namespace Clu.Stores.Media;

/// <summary>
/// The store of an installer medium, read without mounting it: <c>iso:FILE</c> for an ISO image or a bare SquashFS. What it knows of its objects
/// comes from <c>nix-path-registration</c> beside them.
/// </summary>
public sealed class MediumStore : IStore
{
    /// <summary>Bytes of the largest archive that is read to find out its address: reading a large one twice would cost more than its signature.</summary>
    private const long LargestRead = 4 << 20;

    private static readonly FileName _registration = FileName.From("nix-path-registration");

    private readonly string _path;
    private readonly ConcurrentBag<MediumImage> _idle = [];
    private readonly SortedDictionary<StorePath, StoreObjectInfo> _objects = [];
    private readonly ConcurrentDictionary<StorePath, StoreObjectInfo> _addressed = new();

    /// <summary>Opens the medium and reads its registration.</summary>
    /// <exception cref="CluException">CLU0301: it cannot be read. CLU0313: it holds no store. CLU0318: it is malformed.</exception>
    public MediumStore(string path)
    {
        _path = Path.GetFullPath(path);
        MediumImage image = MediumImage.Open(_path);
        try
        {
            if (image.Reader.Root.Find(_registration) is not SquashFsFile registration)
                throw StoreErrors.BadUrl(Url, "its store has no nix-path-registration");
            using Stream text = registration.Open();
            foreach (StoreObjectInfo info in RegistrationText.Read(text))
                _objects[info.Path] = WithAddress(info);
            _idle.Add(image);
        }
        catch (MalformedDataException e)
        {
            image.Dispose();
            throw StoreErrors.MalformedEntry(_path, e);
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether objects that name themselves are read to find out their content addresses. Who has the files soon anyway does without.
    /// </summary>
    public bool FindsOwnAddresses { get; init; } = true;

    /// <inheritdoc/>
    public string Url => $"iso:{_path}";

    /// <inheritdoc/>
    public StoreDirectory Directory => StoreDirectory.Default;

    /// <inheritdoc/>
    public StoreObjectInfo? Find(StorePath path)
    {
        if (!_objects.TryGetValue(path, out StoreObjectInfo? info))
            return null;
        bool namesItself = FindsOwnAddresses && info.ContentAddress is null && info.References.Contains(path);
        return namesItself && info.NarSize <= LargestRead ? _addressed.GetOrAdd(path, _ => WithOwnAddress(info)) : info;
    }

    /// <inheritdoc/>
    public IReadOnlyList<StorePath> Paths() => [.. _objects.Keys];

    /// <inheritdoc/>
    public ObjectContent Open(StoreObjectInfo info) => new Content(this, info.Path);

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out MediumImage? image))
            image.Dispose();
    }

    /// <summary>A registration has no content addresses; where the NAR hash gives the path it is the address.</summary>
    private static StoreObjectInfo WithAddress(StoreObjectInfo info)
    {
        if (info.References.Contains(info.Path))
            return info;
        ContentAddress address = new(ContentAddressMethod.Nar, info.NarHash);
        return StorePathFactory.Default.FromContentAddress(info.Path.Name, address, new StoreReferences(info.References)) == info.Path
            ? info with { ContentAddress = address }
            : info;
    }

    /// <summary>The address of an object that names itself is not its NAR hash: only its files tell.</summary>
    private StoreObjectInfo WithOwnAddress(StoreObjectInfo info)
    {
        try
        {
            return info with { ContentAddress = new ContentAddressFinder(new StorePathFactory(Directory)).Find(info, Open(info)) };
        }
        catch (CluException)
        {
            // What cannot be read has no address; whoever wants its files learns why.
            return info;
        }
    }

    /// <summary>Works with an image that no other thread has.</summary>
    private T With<T>(Func<MediumImage, T> work)
    {
        MediumImage image = _idle.TryTake(out MediumImage? idle) ? idle : MediumImage.Open(_path);
        try
        {
            T result = work(image);
            _idle.Add(image);
            return result;
        }
        catch (MalformedDataException e)
        {
            image.Dispose();
            throw StoreErrors.MalformedEntry(_path, e);
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private sealed class Content(MediumStore store, StorePath path) : ObjectContent
    {
        public override void WriteNar(Stream output) => With(tree =>
        {
            tree.WriteNar(output);
            return true;
        });

        public override (Hash Hash, long Size) Unpack(string target, Action<long> advanced) => With(tree => tree.Unpack(target, advanced));

        public override ListingNode List() => With(tree => tree.List());

        public override bool CopyFile(IReadOnlyList<FileName> path, Stream output) => With(tree => tree.CopyFile(path, output));

        private T With<T>(Func<TreeObject, T> work) => store.With(image =>
        {
            SquashFsNode node = image.Reader.Root.Find(FileName.From(path.BaseName))
                ?? throw new MalformedDataException("store image", -1, path.BaseName, MalformedReason.Truncated, "the object", "none");
            return work(new TreeObject(() => StoreNodes.Tree(node)));
        });
    }
}
