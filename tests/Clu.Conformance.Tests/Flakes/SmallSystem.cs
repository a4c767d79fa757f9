using System.Text;
using Clu.Compression;
using Clu.Images.Cpio;
using Clu.Images.Trees;
using Clu.Nix.BootSpecs;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Testing;

namespace Clu.Conformance.Tests.Flakes;

/// <summary>A store with two systems that have each part of a reference system, as small as it can be: a live one and one to install.</summary>
internal sealed class SmallSystem
{
    private const string Release = "6.1";
    private const int MaxCpio = 1 << 20;

    /// <summary>What grub-mkimage loads, by the packages that have it.</summary>
    private static readonly (string Package, string File)[] _libraries =
    [
        ("liblzma5", "liblzma.so.5"), ("dmsetup", "libdevmapper.so.1.02.1"), ("libselinux1", "libselinux.so.1"), ("libudev1", "libudev.so.1"),
        ("libpcre2-8-0", "libpcre2-8.so.0"), ("libcap2", "libcap.so.2"),
    ];

    private readonly LocalStore _store;
    private readonly Dictionary<string, StorePath> _packages = new(StringComparer.Ordinal);

    private SmallSystem(LocalStore store) => _store = store;

    public required string Root { get; init; }

    public StorePath Live { get; private set; } = null!;

    public StorePath Machine { get; private set; } = null!;

    /// <summary>Makes the systems.</summary>
    /// <param name="root">Root of their store.</param>
    /// <param name="makesMedia">Whether a medium can be made with what they have: with this machine's GRUB, for BIOS.</param>
    /// <param name="tools">Programs of this machine that the system to install has too, by what they are called in their package.</param>
    public static SmallSystem Make(string root, bool makesMedia = false, params string[] tools)
    {
        string busybox = Tool.Find("busybox") ?? throw Tool.Missing("busybox");
        using LocalStore store = LocalStore.Open(root);
        SmallSystem system = new(store) { Root = root };
        system.AddPackages(File.ReadAllBytes(busybox), makesMedia);
        if (tools.Length > 0)
            system.Package("tools", [], [.. MachineTools.Files(tools)]);
        StorePath modules = system.AddModules();
        system.Machine = system.AddToplevel("machine", modules, tools.Length > 0 ? ["tool", "tools"] : ["tool"]);
        system.Live = system.AddToplevel("clu", modules, [.. system._packages.Keys]);
        return system;
    }

    private void AddPackages(byte[] busybox, bool makesMedia)
    {
        Package("busybox-static", [], ("usr/bin/busybox", busybox));
        AddLibrary("libc6", [], makesMedia, "ld-linux-x86-64.so.2", "libc.so.6", "libm.so.6");
        foreach ((string package, string file) in _libraries)
            AddLibrary(package, ["libc6"], makesMedia, file);
        Package("grub-common", ["libc6"], Installed("usr/bin/grub-mkimage", makesMedia), Installed("usr/share/grub/unicode.pf2", makesMedia));
        Package("grub-pc-bin", ["grub-common"], makesMedia
            ? [.. Directory.GetFiles("/usr/lib/grub/i386-pc").Where(file => Path.GetExtension(file) is ".mod" or ".img" or ".lst").Select(file => Installed(file[1..], true))]
            : [Installed("usr/lib/grub/i386-pc/normal.mod", false)]);
        Package("grub-efi-amd64-bin", ["grub-common"], ("usr/lib/grub/x86_64-efi/normal.mod", Bytes("module")));
        Package("grub-efi-ia32-bin", ["grub-common"], ("usr/lib/grub/i386-efi/normal.mod", Bytes("module")));
        Package("tool", ["libc6"], ("usr/bin/tool", Bytes("tool")), ("usr/share/tool/data", Bytes("data")));
        Package("extra-library", ["libc6"], ("usr/lib/extra.so", Bytes("library")));
        Package("extra", ["extra-library"], ("usr/bin/extra", Bytes("extra")), ("usr/share/tool/more", Bytes("more")));
        Package("linux-image", [],
            ($"boot/vmlinuz-{Release}", Bytes("kernel")), ($"usr/lib/modules/{Release}/kernel/one.ko", Bytes("one")),
            ($"usr/lib/modules/{Release}/kernel/more/two-b.ko", Bytes("two")), ($"usr/lib/modules/{Release}/kernel/three.ko", Bytes("three")));
    }

    private void AddLibrary(string package, string[] needs, bool isReal, params string[] files) =>
        Package(package, needs, [.. files.Select(file => Installed($"usr/lib/x86_64-linux-gnu/{file}", isReal))]);

    /// <summary>A file of this machine, or some bytes in its place.</summary>
    private static (string Path, byte[] Content) Installed(string path, bool isReal) => (path, !isReal ? Bytes(path)
        : File.Exists($"/{path}") ? File.ReadAllBytes($"/{path}") : throw Tool.Missing("grub-mkimage"));

    private void Package(string name, string[] needs, params (string Path, byte[] Content)[] files)
    {
        StorePath[] references = [.. needs.Select(need => _packages[need])];
        ImageDirectory tree = new();
        foreach ((string path, byte[] content) in files)
            Add(tree, path, content);
        Add(tree, "nix-support/propagated-build-inputs", Bytes(string.Join(' ', references.Select(Print))));
        _packages[name] = _store.Add($"{name}-1.0", tree, new StoreReferences(references)).Path;
    }

    private StorePath AddModules()
    {
        ImageDirectory tree = new();
        string folder = $"lib/modules/{Release}";
        tree.AddPath($"{folder}/kernel", new ImageSymlink($"{Print(_packages["linux-image"])}/usr/lib/modules/{Release}/kernel"));
        Add(tree, $"{folder}/modules.dep", Bytes("kernel/one.ko:\nkernel/more/two-b.ko: kernel/one.ko\nkernel/three.ko:\n"));
        Add(tree, $"{folder}/modules.alias", Bytes("alias pci:1 one\nalias pci:2 two_b\nalias pci:3 three\n"));
        Add(tree, $"{folder}/modules.symbols", Bytes("alias symbol:two two_b\n"));
        return _store.Add($"linux-{Release}-modules", tree, new StoreReferences([_packages["linux-image"]])).Path;
    }

    private StorePath AddToplevel(string host, StorePath modules, IReadOnlyList<string> installed)
    {
        StorePath[] packages = [.. installed.Append("busybox-static").Append("linux-image").Distinct().Select(name => _packages[name])];
        StorePath environment = AddEnvironment(installed, packages);
        StorePath etc = AddEtc(host, packages);
        StorePath initrd = AddInitrd();
        string name = $"nixos-system-{host}-0.1";
        string self = Print(SelfPlaceholder.For(name));
        BootSpec boot = new()
        {
            System = "x86_64-linux",
            Label = "clu",
            Kernel = $"{Print(_packages["linux-image"])}/boot/vmlinuz-{Release}",
            Initrd = $"{Print(initrd)}/initrd",
            KernelParameters = ["loglevel=4"],
            Toplevel = self,
            Init = $"{self}/init",
        };
        ImageDirectory tree = new();
        foreach (string script in new[] { "init", "activate", "bin/switch-to-configuration" })
            Add(tree, script, Bytes($"#!{Print(_packages["busybox-static"])}/usr/bin/busybox sh\nsystem={self}\netc={Print(etc)}\n"));
        tree.AddPath("boot.json", new ImageFile(new MemoryContent(boot.Write()), UnixPermissions.ReadOnly));
        Add(tree, "kernel-params", Bytes("loglevel=4"));
        Add(tree, "extra-dependencies", []);
        tree.AddPath("etc", new ImageSymlink($"{Print(etc)}/etc"));
        tree.AddPath("sw", new ImageSymlink(Print(environment)));
        tree.AddPath("initrd", new ImageSymlink(boot.Initrd));
        tree.AddPath("kernel-modules", new ImageSymlink(Print(modules)));
        return _store.Add(name, tree, new StoreReferences([.. packages, environment, etc, initrd, modules], Self: true)).Path;
    }

    private StorePath AddEnvironment(IReadOnlyList<string> installed, StorePath[] packages)
    {
        ImageDirectory tree = new();
        tree.AddPath("bin/tool", new ImageSymlink($"{Print(_packages["tool"])}/usr/bin/tool"));
        tree.AddPath("bin/same", new ImageSymlink("tool"));
        tree.AddPath("share/tool", new ImageSymlink($"{Print(_packages["tool"])}/usr/share/tool"));
        if (installed.Contains("extra"))
            tree.AddPath("bin/extra", new ImageSymlink($"{Print(_packages["extra"])}/usr/bin/extra"));
        return _store.Add("system-path", tree, new StoreReferences(packages)).Path;
    }

    private StorePath AddEtc(string host, StorePath[] packages)
    {
        ImageDirectory tree = new();
        Add(tree, "etc/hostname", Bytes($"{host}\n"));
        Add(tree, "etc/hosts", Bytes($"127.0.0.1 localhost\n127.0.1.1 {host}\n"));
        Add(tree, "etc/os-release", Bytes("ID=clu\n"));
        Add(tree, "privileged-programs", Bytes($"4755 root tool {Print(_packages["tool"])}/usr/bin/tool\n"));
        return _store.Add("etc", tree, new StoreReferences(packages)).Path;
    }

    private StorePath AddInitrd()
    {
        ImageDirectory root = new();
        Add(root, "init", Bytes("#!/bin/sh\n# What it would mount: /nix-store.squashfs\n"));
        Add(root, $"lib/modules/{Release}/modules.dep", Bytes("kernel/one.ko:\n"));
        Add(root, $"lib/modules/{Release}/kernel/one.ko", Bytes("one"));
        using MemoryStream archive = new();
        CpioWriter.Write(root, archive);
        byte[] compressed = new byte[MaxCpio];
        using ICodec zstd = Codecs.Factory(CodecKind.Zstd, 3, MaxCpio)();
        ImageDirectory tree = new();
        Add(tree, "initrd", compressed[..zstd.Compress(archive.ToArray(), compressed)]);
        return _store.Add($"initrd-linux-{Release}", tree, StoreReferences.None).Path;
    }

    private static void Add(ImageDirectory tree, string path, byte[] content) =>
        tree.AddPath(path, new ImageFile(new MemoryContent(content), UnixPermissions.ReadOnlyExecutable));

    private static string Print(StorePath path) => StoreDirectory.Default.Print(path);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
