using Clu.Binary;
using Clu.Compression;
using Clu.Images.Iso9660;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Media.Checksums;
using Clu.Media.Composing;
using Clu.Media.Loaders;
using Clu.Nix.Registrations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Bundles;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Media;
using Clu.Stores.Progress;
using Clu.Stores.Trees;

namespace Clu.Media.Bundles;

/// <summary>
/// Makes a new medium whose store holds that of an old one and what bundles hold. All else is as on the old one: it boots the same system and installs the
/// same hosts.
/// </summary>
/// <param name="medium">The old medium, an ISO file of clu's; only read.</param>
/// <param name="options">How the bundle's objects are taken, signatures above all.</param>
public sealed class MediumBundling(string medium, CopyOptions options)
{
    private const string StorePart = ".part-store";

    /// <summary>Finds out what would be added; writes nothing.</summary>
    /// <exception cref="CluException">CLU0774: the medium lacks what a bundle builds upon. CLU0775, CLU0311: signatures. CLU0318, CLU0770: it is damaged.</exception>
    public IReadOnlyList<CopyPlan> Plan(IReadOnlyList<BundleStore> bundles, CancellationToken cancel)
    {
        using MediumStore store = new(medium) { FindsOwnAddresses = false };
        HashSet<StorePath> there = [.. store.Paths()];
        List<CopyPlan> plans = [];
        foreach (BundleStore bundle in bundles)
        {
            bundle.SignedBy(options.TrustedKeys);
            BundleApplication.CheckBase(bundle, store.Url, path => there.Contains(path));
            StoreObjectInfo[] added = [.. bundle.Paths().Where(path => !there.Contains(path)).Select(path => bundle.Find(path)!)];
            if (options.CheckSignatures)
                BundleApplication.CheckSignatures(bundle, added, options.TrustedKeys);
            there.UnionWith(bundle.Paths());
            plans.Add(new CopyPlan(StoreClosure.Sorted(added), bundle.Index.Objects.Count - added.Length));
            cancel.ThrowIfCancellationRequested();
        }

        return plans;
    }

    /// <summary>Writes the new medium; it gets its name when it is complete.</summary>
    /// <param name="bundles">The bundles, in order.</param>
    /// <param name="plans">What <see cref="Plan"/> said of each.</param>
    /// <param name="file">The new medium.</param>
    /// <param name="level">Effort of compressing what is added; null for the codec's own choice. The codec is that of the old medium.</param>
    /// <param name="progress">Told the steps <c>apply</c>, <c>medium</c>, <c>image</c> and <c>checksum</c>.</param>
    /// <param name="cancel">Ends it; nothing is left behind.</param>
    /// <returns>SHA-256 of the new medium, 64 lower-case digits.</returns>
    /// <exception cref="CluException">CLU0310: a bundle is damaged. CLU0530 to CLU0532: the old medium is. CLU0776: the old medium is none of clu's. CLU0522, CLU0523: no room or permission.</exception>
    public string Run(
        IReadOnlyList<BundleStore> bundles, IReadOnlyList<CopyPlan> plans, string file, int? level, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        file = Path.GetFullPath(file);
        PartialFile.CheckPlace(file);
        string unpacked = file + StorePart;
        ObjectTree.Remove(unpacked);
        try
        {
            using LocalStore added = LocalStore.Open(unpacked);
            List<MediumObject> objects = [];
            foreach ((BundleStore bundle, CopyPlan plan) in bundles.Zip(plans))
            {
                // Hashed on the way, and known to nobody: what they build upon is not there.
                new ClosureCopy(bundle, added, options with { Recursive = false, Registers = false, CheckSignatures = false, Step = "apply" }).Run(plan, progress, cancel);
                objects.AddRange(plan.Copied.Select(info => new MediumObject(info, added.PhysicalPath(info.Path))));
            }

            // What is copied as it is compressed is not looked at otherwise.
            MediumChecksum.Verify(medium, progress, cancel).ThrowIfDamaged();
            using FileStream old = File.OpenRead(medium), copied = File.OpenRead(medium);
            return Write(old, copied, objects, file, level, progress, cancel);
        }
        catch (MalformedDataException e)
        {
            throw MediaErrors.NoMediumToExtend(medium, e.Message, e);
        }
        finally
        {
            ObjectTree.Remove(unpacked);
        }
    }

    private string Write(
        FileStream old, FileStream copied, List<MediumObject> objects, string file, int? level, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        Iso9660Reader iso = Iso9660Reader.Open(old);
        ImageDirectory files = new(UnixPermissions.Executable);
        foreach ((FileName name, ImageNode node) in iso.ReadTree().Entries.Where(entry => entry.Key.ToString() != StoreImage.FileName))
            files.Add(name, node);
        using Stream image = StoreOf(iso).Open();
        using SquashFsReader store = SquashFsReader.Open(image);
        // Another thread writes than the one that reads trees.
        using Stream data = StoreOf(Iso9660Reader.Open(copied)).Open();
        objects.AddRange(Registered(store, data));
        if (!VolumeLabel.TryParse(iso.Label, out VolumeLabel label))
            throw MediaErrors.NoMediumToExtend(medium, $"its label '{iso.Label}' is none of clu's");
        MediumPlan plan = new()
        {
            Label = label,
            Files = files,
            Loaders = Loaders(files, old),
            Objects = [.. objects.OrderBy(o => o.Info.Path)],
            Compression = new SquashFsOptions
            {
                Codec = store.Codec,
                Level = level ?? CodecLevels.Default(store.Codec),
                BlockSize = store.BlockSize,
                Workers = options.Jobs ?? Environment.ProcessorCount,
            },
        };
        return MediumWriter.Write(plan, PlanDigest.Of(plan), file, progress, cancel);
    }

    private Iso9660File StoreOf(Iso9660Reader iso) => iso.Root.FindPath(StoreImage.FileName) as Iso9660File ?? throw Missing($"/{StoreImage.FileName}");

    private IEnumerable<MediumObject> Registered(SquashFsReader store, Stream data)
    {
        Dictionary<string, SquashFsNode> nodes = store.Root.Entries().ToDictionary(entry => entry.Name.ToString(), entry => entry.Node);
        if (nodes.GetValueOrDefault(StoreImage.RegistrationName) is not SquashFsFile registration)
            throw Missing(StoreImage.RegistrationName);
        using Stream text = registration.Open();
        foreach (StoreObjectInfo info in RegistrationText.Read(text))
        {
            SquashFsNode node = nodes.GetValueOrDefault(info.Path.BaseName) ?? throw Missing(info.Path.BaseName);
            yield return new MediumObject(info, "")
            {
                Tree = () => StoreNodes.Tree(node),
                Compressed = settings => store.Extract(node, settings.Level) is { } stored ? (stored.Segment, stored.Open(data)) : null,
            };
        }
    }

    /// <summary>A medium may leave a firmware out, but not all.</summary>
    private GrubLoaders Loaders(ImageDirectory files, FileStream old)
    {
        ReadOnlyMemory<byte>? bios = Bytes(files, MediumLayout.ElToritoImage);
        GrubLoaders loaders = new()
        {
            ElTorito = bios,
            HybridMbr = bios is null ? null : Sector(old),
            EfiX64 = Bytes(files, "/EFI/BOOT/BOOTX64.EFI"),
            EfiIa32 = Bytes(files, "/EFI/BOOT/BOOTIA32.EFI"),
        };
        return bios is not null || loaders.BootsEfi ? loaders : throw Missing(MediumLayout.ElToritoImage);
    }

    private static ReadOnlyMemory<byte>? Bytes(ImageDirectory files, string path)
    {
        if (files.FindPath(path) is not ImageFile file)
            return null;
        using Stream content = file.Content.Open();
        byte[] bytes = new byte[file.Content.Length];
        content.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] Sector(FileStream old)
    {
        byte[] sector = new byte[512];
        old.Position = 0;
        old.ReadExactly(sector);
        return sector;
    }

    private CluException Missing(string what) => MediaErrors.NoMediumToExtend(medium, $"it has no '{what}'");
}
