using System.Text;
using Clu.Binary;
using Clu.Images.Iso9660;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Media.Checksums;
using Clu.Media.Composing;
using Clu.Media.Hosts;
using Clu.Media.Proofs;
using Clu.Nix.BootSpecs;
using Clu.Nix.Derivations;
using Clu.Nix.Hashing;
using Clu.Nix.Registrations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;
using Clu.Testing;

namespace Clu.Media.Tests.Proofs;

/// <summary>A medium with a system that has a flake and a rebuild kit, out of a store of its own, and the ways to spoil it.</summary>
internal sealed class ProofMedium : IDisposable
{
    public const string System = "nixos-system-desk-25.11";

    private readonly TempFolder _folder = new();

    public ProofMedium()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        Linux = store.Add("linux-6.12", Tree(("bzImage", "the kernel"), ("initrd", "the ramdisk")), StoreReferences.None);
        Modules = store.Add(
            "kernel-modules",
            Tree(
                ("lib/modules/6.12/modules.dep", "kernel/fs/fuse/fuse.ko.xz:\nkernel/drivers/loop.ko.xz: kernel/fs/fuse/fuse.ko.xz\n"),
                ("lib/modules/6.12/modules.builtin", "kernel/net/bridge/br_netfilter.ko\n"),
                ("lib/modules/6.12/kernel/fs/fuse/fuse.ko.xz", "fuse"),
                ("lib/modules/6.12/kernel/drivers/loop.ko.xz", "loop")),
            StoreReferences.None);
        Etc = store.Add("etc", Tree(("etc/modules-load.d/nixos.conf", "# loaded at boot\nloop\nbr-netfilter\n"), ("etc/hostname", "desk\n")), StoreReferences.None);
        Switch = store.Add("switch", Tree(("bin/switch-to-configuration", "#!/bin/sh\n")), StoreReferences.None);
        Library = store.Add("library", Tree(("lib/a", "a library")), StoreReferences.None);
        Stdenv = store.Add("stdenv", Tree(("setup", $"/nix/store/{Library.Path}")), new StoreReferences([Library.Path]));
        Input = store.Add("source", Tree(("flake.nix", "{ outputs = _: { }; }")), StoreReferences.None);
        Flake = store.Add(
            "source", Tree(("flake.nix", "{ inputs.nixpkgs.url = \"nixpkgs\"; outputs = _: { }; }"), ("flake.lock", Lock(Input.NarHash))), StoreReferences.None);
        StorePath stdenv = AddDerivation(store, "stdenv", Stdenv.Path, []).Path;
        StorePath hostname = AddDerivation(store, "etc-hostname", null, [stdenv]).Path;
        Derivation = AddDerivation(store, System, null, [hostname, stdenv]);
        StoreReferences references = new([Linux.Path, Modules.Path, Etc.Path, Switch.Path], Self: true);
        StoreObjectInfo toplevel = store.Place(System, Toplevel(), references);
        store.Register([toplevel with { Deriver = Derivation.Path }]);
        TopLevel = toplevel.Path;
    }

    public StoreObjectInfo Linux { get; }

    public StoreObjectInfo Modules { get; }

    public StoreObjectInfo Etc { get; }

    public StoreObjectInfo Switch { get; }

    public StoreObjectInfo Library { get; }

    public StoreObjectInfo Stdenv { get; }

    public StoreObjectInfo Input { get; }

    public StoreObjectInfo Flake { get; }

    public StoreObjectInfo Derivation { get; }

    public StorePath TopLevel { get; }

    /// <summary>Objects that are neither in the image nor registered.</summary>
    public HashSet<StorePath> Dropped { get; } = [];

    /// <summary>Objects that have other files than their hashes say.</summary>
    public Dictionary<StorePath, ImageNode> Changed { get; } = [];

    /// <summary>References that the registration has besides.</summary>
    public Dictionary<StorePath, StorePath> Referred { get; } = [];

    public Func<HostOffline, HostOffline> Offline { get; set; } = offline => offline;

    public string Image => _folder["my.iso"];

    public HostProfile Profile => new()
    {
        Name = HostName.Parse("desk"),
        Toplevel = $"{_folder["store"]}/nix/store/{TopLevel}",
        Flake = new FlakeProfile($"{_folder["store"]}/nix/store/{Flake.Path}", "desk"),
        RebuildKit = new KitProfile([SystemChange.HostName], null),
    };

    /// <summary>Makes the medium and proves it.</summary>
    public MediumProof Prove(params IReadOnlyList<SystemChange> changes)
    {
        Write();
        return new MediumProver(new ProofRequest { Changes = changes.Count == 0 ? null : changes, Workers = 2 }, null).ProveFile(Image, TestContext.Current.CancellationToken);
    }

    public void Write()
    {
        using LocalStore own = LocalStore.Open(_folder["own"]);
        HostSystem system = new OfflineParts(own).AddTo(HostToplevel.Read(Profile), TestContext.Current.CancellationToken);
        MediumObject[] objects = [.. system.Closure.Concat(system.OfflineObjects)];
        HostOffline offline = Offline(system.Offline!);
        HostSystem spoiled = system with { Offline = offline, OfflineObjects = [.. system.OfflineObjects.Where(o => offline.Closure.Contains(o.Info.Path))] };
        MediumManifest manifest = ManifestPlan.Make(VolumeLabel.Parse("CLU_TEST"), [spoiled], new HashSet<StorePath>(), objects.Select(o => o.Info));
        MediumLayout layout = new();
        layout.AddText("/EFI/BOOT/grub.cfg", $$"""
            menuentry 'Sample' --class installer {
              linux ($root)/boot/nix/store/{{Linux.Path}}/bzImage init=/nix/store/{{TopLevel}}/init root=LABEL=CLU_TEST
              initrd /boot/nix/store/{{Linux.Path}}/initrd
            }
            """);
        layout.AddText($"/boot/nix/store/{Linux.Path}/bzImage", "the kernel");
        layout.AddText($"/boot/nix/store/{Linux.Path}/initrd", "the ramdisk");
        layout.AddText("/version.txt", "sample 1.0\n");
        layout.Add(MediumManifest.MediumPath, new MemoryContent(ManifestJson.Write(manifest)));
        layout.Files.AddPath("/nix-store.squashfs", new ImageFile(new MemoryContent(Store(objects)), UnixPermissions.File));
        using (FileStream image = File.Create(Image))
            new Iso9660Writer(image, new Iso9660Options { Label = VolumeLabel.Parse("CLU_TEST"), Application = "a test" }).Write(layout.Files);
        using FileStream sealing = new(Image, FileMode.Open, FileAccess.ReadWrite);
        MediumChecksum.Seal(sealing, null, TestContext.Current.CancellationToken);
    }

    /// <summary>Unpacks the medium's files, as a mounted medium has them.</summary>
    public string Unpack()
    {
        string folder = _folder["mounted"];
        using FileStream image = File.OpenRead(Image);
        Unpack(Iso9660Reader.Open(image).ReadTree(), folder);
        return folder;
    }

    public void Dispose()
    {
        ObjectTree.Remove(_folder["store"]);
        if (Directory.Exists(_folder["own"]))
            ObjectTree.Remove(_folder["own"]);
        _folder.Dispose();
    }

    private static void Unpack(ImageDirectory directory, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach ((FileName name, ImageNode node) in directory.Entries)
        {
            string path = Path.Combine(folder, name.ToString());
            if (node is ImageDirectory child)
                Unpack(child, path);
            else if (node is ImageFile file)
            {
                using Stream content = file.Content.Open(), copy = File.Create(path);
                content.CopyTo(copy);
            }
        }
    }

    private byte[] Store(IEnumerable<MediumObject> objects)
    {
        using MemoryStream image = new(), registration = new();
        using SquashFsWriter writer = new(image, new SquashFsOptions { BlockSize = new BlockSize(4096) });
        MediumObject[] kept = [.. objects.Where(o => !Dropped.Contains(o.Info.Path)).OrderBy(o => o.Info.Path)];
        foreach (MediumObject o in kept)
            writer.Add(FileName.From(o.Info.Path.BaseName), Changed.GetValueOrDefault(o.Info.Path) ?? ObjectTree.Read(o.PhysicalPath));
        RegistrationText.Write(kept.Select(o => Referred.TryGetValue(o.Info.Path, out StorePath? more) ? o.Info with { References = [.. o.Info.References, more] } : o.Info), registration);
        writer.Add(FileName.From("nix-path-registration"), new ImageFile(new MemoryContent(registration.ToArray()), UnixPermissions.ReadOnly));
        writer.Finish();
        return image.ToArray();
    }

    private ImageDirectory Toplevel()
    {
        ImageDirectory tree = new();
        string self = StoreDirectory.Default.Print(SelfPlaceholder.For(System));
        BootSpec boot = new()
        {
            System = "x86_64-linux",
            Label = "NixOS",
            Kernel = $"/nix/store/{Linux.Path}/bzImage",
            Initrd = $"/nix/store/{Linux.Path}/initrd",
            Toplevel = self,
            Init = $"{self}/init",
        };
        tree.AddPath("boot.json", File_(boot.Write()));
        tree.AddPath("init", new ImageSymlink($"/nix/store/{Switch.Path}/bin/switch-to-configuration"));
        tree.AddPath("etc", new ImageSymlink($"/nix/store/{Etc.Path}/etc"));
        tree.AddPath("kernel-modules", new ImageSymlink($"/nix/store/{Modules.Path}"));
        tree.AddPath("bin/switch-to-configuration", new ImageSymlink($"/nix/store/{Switch.Path}/bin/switch-to-configuration"));
        return tree;
    }

    private static StoreObjectInfo AddDerivation(LocalStore store, string name, StorePath? output, StorePath[] inputs)
    {
        StorePath made = output ?? StorePath.Create(Hash.Of(HashAlgorithm.Sha1, Encoding.UTF8.GetBytes(name)).Bytes, name);
        Derivation derivation = new Derivation
        {
            Name = name,
            Outputs = [new InputAddressedOutput("out", made)],
            InputDerivations = [.. inputs.Select(input => new InputDerivation(input, new OutputSelection("out")))],
            System = new DerivationString("x86_64-linux"),
            Builder = new DerivationString("/bin/sh"),
        }.Sorted();
        return store.Add($"{name}.drv", File_(DerivationText.Write(derivation)), new StoreReferences(inputs));
    }

    private static string Lock(Hash hash) => $$"""
        { "nodes": { "nixpkgs": { "locked": { "narHash": "{{hash.Format(HashEncoding.Sri)}}", "owner": "NixOS", "repo": "nixpkgs", "rev": "abc", "type": "github" },
          "original": { "id": "nixpkgs", "type": "indirect" } }, "root": { "inputs": { "nixpkgs": "nixpkgs" } } }, "root": "root", "version": 7 }
        """;

    public static ImageDirectory Tree(params ReadOnlySpan<(string Path, string Text)> files)
    {
        ImageDirectory tree = new();
        foreach ((string path, string text) in files)
            tree.AddPath(path, new ImageFile(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnly));
        return tree;
    }

    private static ImageFile File_(byte[] bytes) => new(new MemoryContent(bytes), UnixPermissions.ReadOnly);
}
