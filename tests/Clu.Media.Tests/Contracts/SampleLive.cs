using System.IO.Compression;
using System.Text;
using Clu.Images.Cpio;
using Clu.Images.Trees;
using Clu.Nix.BootSpecs;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;

namespace Clu.Media.Tests.Contracts;

/// <summary>Live systems as NixOS makes them, of either stage 1, in a store of their own; each can be spoiled in one point.</summary>
internal sealed class SampleLive : IDisposable
{
    public const string Label = "nixos-minimal-25.11-x86_64";
    private const string Name = "nixos-system-nixos-25.11";

    private readonly string _folder;
    private readonly LocalStore _store;

    public SampleLive(string folder)
    {
        _folder = folder;
        _store = LocalStore.Open(folder);
    }

    public LocalStore Store => _store;

    /// <summary>Files of the initial ramdisk.</summary>
    public SortedDictionary<string, string> Initrd { get; } = new(StringComparer.Ordinal)
    {
        ["init"] = "#!/bin/sh\n",
        ["nix/store/x-linux-modules/lib/modules/6.12/kernel/fs/squashfs/squashfs.ko.xz"] = "",
        ["nix/store/x-linux-modules/lib/modules/6.12/kernel/fs/isofs/isofs.ko.xz"] = "",
        ["nix/store/x-linux-modules/lib/modules/6.12/kernel/drivers/block/loop.ko.xz"] = "",
    };

    /// <summary>What is built into the kernel; null for no list of it.</summary>
    public string? BuiltIn { get; set; } = "kernel/fs/overlayfs/overlay.ko\n";

    /// <summary>Content of <c>init</c>.</summary>
    public byte[] Init { get; set; } = "#!/bin/sh\n"u8.ToArray();

    /// <summary>Content of <c>prepare-root</c>; null for none.</summary>
    public string? PrepareRoot { get; set; }

    /// <summary>What runs after boot, in an object of its own.</summary>
    public string PostBoot { get; set; } = "nix-store --load-db < /nix/store/nix-path-registration\n";

    /// <summary>Changes the description of how it boots.</summary>
    public Func<BootSpec, BootSpec> Change { get; set; } = boot => boot;

    /// <summary>How the ramdisk is packed.</summary>
    public Func<byte[], byte[]> Pack { get; set; } = Gzip;

    /// <summary>The text of <c>boot.json</c> instead of the one that belongs; empty for none at all.</summary>
    public string? BootText { get; set; }

    /// <summary>A system up to 25.11.</summary>
    public static SampleLive Scripted(string folder)
    {
        SampleLive live = new(folder);
        live.Initrd["nix/store/x-fsinfo"] = "/iso\n/dev/root\nauto\n\n/nix/.ro-store\n/iso/nix-store.squashfs\nsquashfs\nloop\n";
        return live;
    }

    /// <summary>A system from 26.05 on.</summary>
    public static SampleLive Systemd(string folder)
    {
        SampleLive live = new(folder) { Init = [0x7F, (byte)'E', (byte)'L', (byte)'F'], PrepareRoot = "#!/bin/sh\n" };
        live.Initrd["etc/fstab"] = $"/dev/disk/by-label/{Label} /sysroot/iso iso9660\n/sysroot/iso/nix-store.squashfs /sysroot/nix/.ro-store squashfs loop\n";
        return live;
    }

    /// <summary>Puts it into the store.</summary>
    public StorePath Add()
    {
        ImageDirectory linux = new();
        linux.AddPath("bzImage", Text("the kernel"));
        if (BuiltIn is not null)
            linux.AddPath("lib/modules/6.12/modules.builtin", Text(BuiltIn));
        StorePath kernel = _store.Add("linux-6.12", linux, StoreReferences.None).Path;
        ImageDirectory ramdisk = new();
        ramdisk.AddPath("initrd", new ImageFile(new MemoryContent(Pack(Archive())), UnixPermissions.ReadOnly));
        StorePath initrd = _store.Add("initrd-linux-6.12", ramdisk, StoreReferences.None).Path;
        StorePath commands = _store.Add("local-cmds", Text(PostBoot), StoreReferences.None).Path;
        string self = StoreDirectory.Default.Print(SelfPlaceholder.For(Name));
        BootSpec boot = Change(new BootSpec
        {
            System = "x86_64-linux",
            Label = "NixOS 25.11 (Linux 6.12)",
            Kernel = $"{StoreDirectory.Default.Print(kernel)}/bzImage",
            Initrd = $"{StoreDirectory.Default.Print(initrd)}/initrd",
            Toplevel = self,
            Init = $"{self}/init",
        });
        ImageDirectory tree = new();
        tree.AddPath("init", new ImageFile(new MemoryContent(Init), UnixPermissions.ReadOnlyExecutable));
        if (PrepareRoot is not null)
            tree.AddPath("prepare-root", Text(PrepareRoot));
        if (BootText != "")
            tree.AddPath("boot.json", BootText is null ? new ImageFile(new MemoryContent(boot.Write()), UnixPermissions.ReadOnly) : Text(BootText));
        tree.AddPath("kernel-modules", new ImageSymlink($"/nix/store/{kernel}"));
        tree.AddPath("local-cmds", new ImageSymlink($"/nix/store/{commands}"));
        return _store.Add(Name, tree, new StoreReferences([kernel, initrd, commands], Self: true)).Path;
    }

    public void Dispose()
    {
        _store.Dispose();
        ObjectTree.Remove(_folder);
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private byte[] Archive()
    {
        ImageDirectory root = new();
        foreach ((string path, string text) in Initrd)
            root.AddPath(path, Text(text));
        using MemoryStream archive = new();
        CpioWriter.Write(root, archive);
        return archive.ToArray();
    }

    private static ImageFile Text(string text) => new(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnlyExecutable);
}
