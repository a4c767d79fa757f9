using System.Collections.Concurrent;
using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Nix.Bundles;
using Clu.Nix.NarInfos;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;

namespace Clu.Stores.Bundles;

/// <summary>A bundle as a store: <c>bundle:FILE</c>. What it refers to outside it does not have.</summary>
public sealed class BundleStore : IStore
{
    private readonly ConcurrentBag<BundleImage> _idle = [];
    private readonly Dictionary<StorePath, NarInfo> _objects;
    private readonly byte[] _indexText;

    /// <summary>Opens a bundle and reads its index, nothing more.</summary>
    /// <exception cref="CluException">CLU0301: it cannot be read. CLU0770: it is no bundle, or damaged.</exception>
    public BundleStore(BundleSource source)
    {
        Source = source;
        BundleImage? image = null;
        try
        {
            image = new BundleImage(source.Open());
            _indexText = image.TryRead(BundleIndex.FileName, BundleLimits.MaxIndexLength) ?? throw BundleImage.Malformed(BundleIndex.FileName, "the index of a bundle", "none");
            Index = BundleIndexText.Read(_indexText);
            Signatures = image.TryRead(BundleSignatures.FileName, BundleLimits.MaxSignaturesLength) is { } text ? BundleSignatures.Read(text) : [];
            _objects = Index.Objects.ToDictionary(info => info.Object.Path);
            _idle.Add(image);
        }
        catch (MalformedDataException e)
        {
            image?.Dispose();
            throw StoreErrors.NotABundle(source.Name, e);
        }
        catch
        {
            image?.Dispose();
            throw;
        }
    }

    /// <summary>Its file or files.</summary>
    public BundleSource Source { get; }

    /// <summary>What it says that it holds.</summary>
    public BundleIndex Index { get; }

    /// <summary>The signatures of its index, whoever made them.</summary>
    public IReadOnlyList<Signature> Signatures { get; }

    /// <inheritdoc/>
    public string Url => $"bundle:{Source.Name}";

    /// <inheritdoc/>
    public StoreDirectory Directory => Index.StoreDirectory;

    /// <summary>The text that signatures sign.</summary>
    internal string Fingerprint => BundleSignatures.Fingerprint(_indexText);

    /// <summary>The trusted keys that signed the index.</summary>
    /// <exception cref="CluException">CLU0775: a signature bears the name of a trusted key, which did not make it.</exception>
    public IReadOnlyList<string> SignedBy(TrustedKeys keys)
    {
        string[] valid = [.. keys.Valid(Fingerprint, Signatures).Select(signature => signature.KeyName).Distinct()];
        return Signatures.FirstOrDefault(signature => keys.Knows(signature.KeyName) && !valid.Contains(signature.KeyName)) is { } wrong
            ? throw StoreErrors.WrongBundleSignature(Source.Name, wrong.KeyName)
            : valid;
    }

    /// <inheritdoc/>
    public StoreObjectInfo? Find(StorePath path) => _objects.GetValueOrDefault(path)?.Object;

    /// <inheritdoc/>
    public IReadOnlyList<StorePath> Paths() => [.. Index.Objects.Select(info => info.Object.Path)];

    /// <inheritdoc/>
    public ObjectContent Open(StoreObjectInfo info)
    {
        NarInfo file = _objects.GetValueOrDefault(info.Path) ?? throw StoreErrors.UnknownPath(Directory.Print(info.Path), Url);
        return new PackedObject(() => NarCodec.Unpack(file.Compression, new FileOfImage(this, file)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out BundleImage? image))
            image.Dispose();
    }

    /// <summary>Works with an image that no other thread has.</summary>
    internal T With<T>(Func<BundleImage, T> work)
    {
        BundleImage image = Take();
        T result;
        try
        {
            result = work(image);
        }
        catch
        {
            image.Dispose();
            throw;
        }

        _idle.Add(image);
        return result;
    }

    private BundleImage Take() => _idle.TryTake(out BundleImage? idle) ? idle : new BundleImage(Source.Open());

    /// <summary>The file of an object, front to back; its image is its own until it is disposed.</summary>
    private sealed class FileOfImage : ReadOnlyStream
    {
        private readonly BundleStore _store;
        private readonly Stream _content;
        private BundleImage? _image;
        private bool _failed;

        public FileOfImage(BundleStore store, NarInfo info)
        {
            _store = store;
            _image = store.Take();
            try
            {
                SquashFsFile file = _image.Find(info.Url) ?? throw BundleImage.Malformed(info.Url, "the file", "none");
                if (file.Length != info.FileSize)
                    throw BundleImage.Malformed(info.Url, $"{info.FileSize} bytes", $"{file.Length}");
                _content = file.Open();
            }
            catch (MalformedDataException e)
            {
                _image.Dispose();
                throw StoreErrors.MalformedEntry(store.Source.Name, e);
            }
        }

        public override int Read(Span<byte> buffer)
        {
            try
            {
                return _content.Read(buffer);
            }
            catch (MalformedDataException e)
            {
                // A reader is not used any more after its first error.
                _failed = true;
                throw StoreErrors.MalformedEntry(_store.Source.Name, e);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && _image is not null)
            {
                _content.Dispose();
                if (_failed)
                    _image.Dispose();
                else
                    _store._idle.Add(_image);
                _image = null;
            }

            base.Dispose(disposing);
        }
    }
}
