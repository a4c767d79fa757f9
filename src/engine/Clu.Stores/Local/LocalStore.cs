using System.Text;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.Archives;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Derivations;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Collecting;
using Clu.Stores.Copying;
using Clu.Stores.Native;
using Clu.Stores.Optimising;
using Clu.Stores.Trees;

namespace Clu.Stores.Local;

/// <summary>
/// A Nix store whose root is elsewhere, the one that Nix calls <c>local?root=…</c>; Nix can use it at the same time. The objects' logical
/// directory is <c>/nix/store</c>. Safe for several threads.
/// </summary>
public sealed partial class LocalStore : IRepairableStore, ISignableStore, ICollectableStore, IOptimisableStore
{
    private const long FixedTime = 1;

    private readonly Lock _gate = new();
    private readonly StoreLayout _layout;
    private readonly BigLock? _lock;
    private readonly StoreDatabase _database;
    private readonly TimeProvider? _clock;
    private readonly HashSet<StorePath> _placed = [];

    private LocalStore(StoreLayout layout, BigLock? bigLock, StoreDatabase database, TimeProvider? clock)
    {
        _layout = layout;
        _lock = bigLock;
        _database = database;
        _clock = clock;
    }

    /// <summary>Folder under which <c>nix/store</c> and <c>nix/var/nix</c> lie.</summary>
    public string Root => _layout.Root;

    /// <summary>The logical store directory, <c>/nix/store</c>.</summary>
    public StoreDirectory Directory { get; } = StoreDirectory.Default;

    /// <summary>Opens a store, or makes an empty one. What an interrupted run left half written is removed.</summary>
    /// <param name="root">Its root; made with its parents when missing.</param>
    /// <param name="clock">Gives registration times; null for the fixed time 1, so that equal stores have equal databases.</param>
    /// <exception cref="CluException">The folder cannot be used, or holds a store of another schema.</exception>
    public static LocalStore Open(string root, TimeProvider? clock = null) => Open(new StoreLayout(root), clock);

    internal static LocalStore Open(StoreLayout layout, TimeProvider? clock, bool optimisesAdditions = false, bool toCollect = false)
    {
        layout.CreateFolders();
        BigLock bigLock = BigLock.Take(layout.BigLock);
        try
        {
            // SQLite needs some room to begin with.
            if (toCollect)
                layout.GiveBack();
            else
                layout.SetAside();
            bool isThere = File.Exists(layout.Schema);
            if (isThere)
                layout.CheckSchema();
            LocalStore store = new(layout, bigLock, StoreDatabase.Open(layout.Database, StoreDirectory.Default), clock)
            {
                OptimisesAdditions = optimisesAdditions,
            };
            if (!isThere)
                layout.WriteSchema();
            if (bigLock.IsAlone)
                store.RemoveTemporaries();
            bigLock.Share();
            return store;
        }
        catch
        {
            bigLock.Dispose();
            throw;
        }
    }

    /// <summary>Opens a store to read only, one that may lie where this user or nobody can write; null when there is none.</summary>
    /// <exception cref="CluException">It cannot be read, or has another schema.</exception>
    public static LocalStore? OpenReadOnly(string root) => OpenReadOnly(new StoreLayout(root));

    internal static LocalStore? OpenReadOnly(StoreLayout layout)
    {
        if (!File.Exists(layout.Database) || !File.Exists(layout.Schema))
            return null;
        layout.CheckSchema();
        return new LocalStore(layout, bigLock: null, StoreDatabase.OpenReadOnly(layout.Database, StoreDirectory.Default), clock: null);
    }

    /// <summary>Where an object's files really are.</summary>
    public string PhysicalPath(StorePath path) => Path.Combine(_layout.Objects, path.BaseName);

    /// <summary>What the store knows of an object; null when it has none of that path.</summary>
    public StoreObjectInfo? Find(StorePath path)
    {
        lock (_gate)
            return _database.Find(path);
    }

    /// <summary>Every object, in byte order of paths.</summary>
    public IReadOnlyList<StoreObjectInfo> All()
    {
        lock (_gate)
            return _database.All();
    }

    /// <summary>Objects and all that they refer to, each once, what is referred to before what refers.</summary>
    /// <exception cref="CluException">CLU0304: one is not in the store.</exception>
    public IReadOnlyList<StoreObjectInfo> Closure(IEnumerable<StorePath> roots) => StoreClosure.Of(this, roots);

    /// <summary>Adds an object, addressed by the SHA-256 of its NAR. Nothing is written when the store has it already.</summary>
    /// <param name="name">Its name, without hash.</param>
    /// <param name="tree">
    /// Its files. With <see cref="StoreReferences.Self"/> the tree names itself by <see cref="SelfPlaceholder.For"/> this name.
    /// </param>
    /// <param name="references">What it refers to; all of it must be in the store.</param>
    /// <exception cref="CluException">CLU0102: the name is not allowed. CLU0304: a reference is not in the store. CLU0301: no space or permission.</exception>
    public StoreObjectInfo Add(string name, ImageNode tree, StoreReferences references)
    {
        StoreObjectInfo info = Place(name, tree, references);
        Register([info]);
        return info;
    }

    /// <summary>
    /// Writes an object's files as <see cref="Add"/> does, but leaves it unknown until <see cref="Register"/> is called with what is returned.
    /// </summary>
    public StoreObjectInfo Place(string name, ImageNode tree, StoreReferences references)
    {
        (StoreObjectInfo info, ImageNode resolved) = references.Self ? AddressWithSelf(name, tree, references) : Address(name, tree, references);
        Protect([info.Path, .. info.References]);
        if (Find(info.Path) is { } known && NativeFiles.Find(NativePath.From(PhysicalPath(info.Path))) is not null)
            return known;
        string temporary = Temporary();
        try
        {
            ObjectTree.Write(resolved, temporary);
            OptimiseAddition(temporary);
            lock (_gate)
            {
                if (_placed.Contains(info.Path))
                    return info;
                // Files without registration are what an interrupted run left.
                ObjectTree.Remove(PhysicalPath(info.Path));
                NativeFiles.Rename(NativePath.From(temporary), NativePath.From(PhysicalPath(info.Path)));
                _placed.Add(info.Path);
            }

            return info;
        }
        finally
        {
            ObjectTree.Remove(temporary);
        }
    }

    /// <summary>Makes placed objects known, all of them or none.</summary>
    /// <param name="objects">Any order; those that are known already stay as they are.</param>
    /// <exception cref="CluException">CLU0304: a reference is neither among them nor in the store.</exception>
    public void Register(IReadOnlyCollection<StoreObjectInfo> objects)
    {
        ThrowIfReadOnly();
        lock (_gate)
            _database.Register(objects, _clock?.GetUtcNow().ToUnixTimeSeconds() ?? FixedTime, KnownOutputs);
    }

    /// <summary>The outputs whose paths a derivation tells; collecting asks for them.</summary>
    private IEnumerable<(string Name, StorePath Path)> KnownOutputs(StorePath path)
    {
        if (!Derivation.IsDerivation(path))
            yield break;
        Derivation derivation = new StoreDerivations(this).Read(path);
        foreach (DerivationOutput output in derivation.Outputs)
        {
            if (output is InputAddressedOutput known)
                yield return (known.Name, known.Path);
            else if (output is FixedOutput { Address: var address })
                yield return (output.Name, new StorePathFactory(Directory).FromContentAddress(derivation.OutputObjectName(output.Name), address, StoreReferences.None));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _database.Dispose();
        _needs?.Dispose();
        _lock?.Dispose();
    }

    private void ThrowIfReadOnly()
    {
        if (_lock is null)
            throw new InvalidOperationException("the store was opened to read only");
    }

    private static (StoreObjectInfo Info, ImageNode Tree) Address(string name, ImageNode tree, StoreReferences references)
    {
        using HashSink nar = new(HashAlgorithm.Sha256);
        WriteNar(tree, nar);
        Hash hash = nar.Finish();
        ContentAddress address = new(ContentAddressMethod.Nar, hash);
        return (Describe(StorePathFactory.Default.FromContentAddress(name, address, references), address, hash, nar.Count, references), tree);
    }

    private static (StoreObjectInfo Info, ImageNode Tree) AddressWithSelf(string name, ImageNode tree, StoreReferences references)
    {
        string placeholder = SelfPlaceholder.For(name).HashPart;
        using SelfReferenceHasher modulo = new(HashAlgorithm.Sha256, placeholder);
        WriteNar(tree, modulo);
        ContentAddress address = new(ContentAddressMethod.Nar, modulo.Finish());
        StorePath path = StorePathFactory.Default.FromContentAddress(name, address, references);

        ImageNode resolved = TreeBytes.Replace(tree, Encoding.ASCII.GetBytes(placeholder), Encoding.ASCII.GetBytes(path.HashPart));
        using HashSink nar = new(HashAlgorithm.Sha256);
        WriteNar(resolved, nar);
        return (Describe(path, address, nar.Finish(), nar.Count, references), resolved);
    }

    private static void WriteNar(ImageNode tree, Stream output)
    {
        using NarWriter writer = new(output);
        TreeNar.Write(tree, writer);
    }

    private static StoreObjectInfo Describe(StorePath path, ContentAddress address, Hash narHash, long narSize, StoreReferences references) => new()
    {
        Path = path,
        NarHash = narHash,
        NarSize = narSize,
        References = references.Self ? [.. references.Others, path] : [.. references.Others],
        ContentAddress = address,
    };
}
