using Clu.Binary;
using Clu.Images.Iso9660;
using Clu.Media.Hosts;
using Clu.Nix.Bundles;
using Clu.Stores;
using Clu.Stores.Bundles;
using Clu.Stores.Media;

namespace Clu.Media.Bundles;

/// <summary>What a machine or medium has, as people name it: the medium, the manifest of one, an earlier bundle, or a store.</summary>
public sealed class KnownBase : IDisposable
{
    private readonly IDisposable? _opened;

    private KnownBase(BundleBase known, IDisposable? opened)
    {
        Base = known;
        _opened = opened;
    }

    /// <summary>What bundles are made of it; used while this is open.</summary>
    public BundleBase Base { get; }

    /// <summary>Opens it.</summary>
    /// <param name="word">A file, by its content: an ISO or SquashFS image, <c>clu/manifest.json</c>, a bundle or its parts. Otherwise a store's URL.</param>
    /// <exception cref="CluException">CLU0301, CLU0313: it is neither. CLU0318, CLU0552, CLU0770: it is malformed.</exception>
    public static KnownBase Open(string word)
    {
        StoreUrl? url = File.Exists(word) ? null : StoreUrl.Parse(word);
        if (url is { Scheme: "bundle" } || IsPartOrList(word))
            return OfBundle(BundleSource.Open(url?.Authority ?? word));
        if (url is { Scheme: "iso" } && File.Exists(url.Authority))
            word = url.Authority;
        else if (url is not null)
            return OfStore(null, StoreOpener.Open(url));
        Span<byte> start = stackalloc byte[4];
        using (FileStream file = File.OpenRead(word))
            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.StartsWith("{"u8))
        {
            MediumManifest manifest = ManifestFile.ReadFile(word);
            return new KnownBase(BundleBase.OfPaths(manifest.Label, manifest.Objects.Select(info => info.Path)), null);
        }

        return start.SequenceEqual("hsqs"u8) ? OfSquashFs(word) : OfStore(Label(word), new MediumStore(word) { FindsOwnAddresses = false });
    }

    /// <inheritdoc/>
    public void Dispose() => _opened?.Dispose();

    private static bool IsPartOrList(string word) =>
        word.EndsWith(BundleParts.Ending, StringComparison.Ordinal)
        || (BundleParts.StemOf(word) is { } stem && stem != word && File.Exists($"{stem}{BundleParts.Ending}"));

    private static KnownBase OfBundle(BundleSource source)
    {
        using BundleStore bundle = new(source);
        return new KnownBase(BundleBase.OfBundle(bundle.Index), null);
    }

    /// <summary>A bundle is a SquashFS, and the store of a medium may be one.</summary>
    private static KnownBase OfSquashFs(string file)
    {
        try
        {
            return OfBundle(BundleSource.Open(file));
        }
        catch (CluException e) when (e.InnerException is MalformedDataException { Field: BundleIndex.FileName })
        {
            return OfStore(null, new MediumStore(file) { FindsOwnAddresses = false });
        }
    }

    private static KnownBase OfStore(string? name, IStore store) => new(BundleBase.OfStore(name, store), store);

    private static string? Label(string file)
    {
        using FileStream stream = File.OpenRead(file);
        try
        {
            string label = Iso9660Reader.Open(stream).Label;
            return label.Length > 0 && !label.Any(char.IsControl) ? label : null;
        }
        catch (MalformedDataException)
        {
            // Whoever opens its store says what is wrong.
            return null;
        }
    }
}
