using System.Text;
using Clu.Binary;
using Clu.Compression;
using Clu.Images.Fat;
using Clu.Images.Iso9660;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Nix.Registrations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Trees;

namespace Clu.Media.Tests.Inspection;

/// <summary>A small medium in the layout of NixOS's installer, and the ways to spoil it.</summary>
internal sealed class SampleMedium
{
    public const string Secret = "these are the bytes of the file that is looked for";

    public static readonly StorePath Bash = StorePath.Parse($"{new string('a', 32)}-bash-5.2.37");
    public static readonly StorePath Etc = StorePath.Parse($"{new string('c', 32)}-etc");
    public static readonly StorePath Linux = StorePath.Parse($"{new string('d', 32)}-linux-6.12");
    public static readonly StorePath System = StorePath.Parse($"{new string('f', 32)}-nixos-system-clu");

    public SampleMedium()
    {
        ImageDirectory bash = new();
        bash.AddPath("bin/bash", Executable($"#!/bin/true\n{Secret}\n"));
        bash.AddPath("bin/sh", new ImageSymlink("bash"));
        Trees[Bash] = bash;
        ImageDirectory etc = new();
        etc.AddPath("etc/packages", Text("bash 5.2.37-1\njq 1.7.1-6\n"));
        Trees[Etc] = etc;
        ImageDirectory linux = new();
        linux.AddPath("bzImage", Text("the kernel"));
        linux.AddPath("initrd", Text("the ramdisk"));
        Trees[Linux] = linux;
        ImageDirectory system = new();
        system.AddPath("init", new ImageSymlink($"/nix/store/{Bash}/bin/../bin/sh"));
        system.AddPath("etc", new ImageSymlink($"/nix/store/{Etc}/etc"));
        Trees[System] = system;
        References[Bash] = [Bash];
        References[System] = [Bash, Etc, Linux];
    }

    public Dictionary<StorePath, ImageNode> Trees { get; } = [];

    public Dictionary<StorePath, StorePath[]> References { get; } = [];

    /// <summary>Trees that are registered with this tree's hash instead of their own.</summary>
    public Dictionary<StorePath, ImageNode> RegisteredTrees { get; } = [];

    public HashSet<StorePath> Unregistered { get; } = [];

    public HashSet<StorePath> Absent { get; } = [];

    public Dictionary<string, string> MoreFiles { get; } = [];

    public HashSet<string> WithoutFiles { get; } = [];

    public string Label { get; init; } = "CLU_TEST";

    public CodecKind Codec { get; init; } = CodecKind.Zstd;

    public bool BootsByUefi { get; init; } = true;

    public string Menu { get; init; } = $$"""
        set timeout=10
        search --set=root --file /EFI/nixos-installer-image
        menuentry 'Sample' --class installer {
          linux ($root)/boot/nix/store/{{Linux}}/bzImage ${isoboot} \
            init=/nix/store/{{System}}/init root=LABEL=CLU_TEST quiet
          initrd /boot/nix/store/{{Linux}}/initrd
        }
        """;

    public byte[] Write()
    {
        ImageDirectory files = new(UnixPermissions.Executable);
        Dictionary<string, string> texts = new(MoreFiles)
        {
            ["/EFI/BOOT/grub.cfg"] = Menu,
            ["/version.txt"] = "sample 1.0\n",
            [$"/boot/nix/store/{Linux}/bzImage"] = "the kernel",
            [$"/boot/nix/store/{Linux}/initrd"] = "the ramdisk",
        };
        foreach ((string path, string text) in texts.Where(file => !WithoutFiles.Contains(file.Key)))
            files.AddPath(path, Text(text));
        if (!WithoutFiles.Contains("/nix-store.squashfs"))
            files.AddPath("/nix-store.squashfs", new ImageFile(new MemoryContent(Store()), UnixPermissions.File));
        using MemoryStream image = new();
        new Iso9660Writer(image, new Iso9660Options
        {
            Label = VolumeLabel.Parse(Label),
            Application = "a test",
            Efi = BootsByUefi ? new EfiBoot { FatImage = new MemoryContent(FatWriter.Write(new ImageDirectory(), new FatOptions())) } : null,
        }).Write(files);
        return image.ToArray();
    }

    public static ImageFile Text(string text) => new(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnly);

    private static ImageFile Executable(string text) => new(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnlyExecutable);

    private byte[] Store()
    {
        using MemoryStream image = new();
        using SquashFsWriter writer = new(image, new SquashFsOptions { Codec = Codec, BlockSize = new BlockSize(4096) });
        foreach ((StorePath path, ImageNode tree) in Trees.Where(tree => !Absent.Contains(tree.Key)))
            writer.Add(FileName.From(path.BaseName), tree);
        using MemoryStream registration = new();
        RegistrationText.Write(Trees.Keys.Where(path => !Unregistered.Contains(path)).Order().Select(Info), registration);
        writer.Add(FileName.From("nix-path-registration"), new ImageFile(new MemoryContent(registration.ToArray()), UnixPermissions.ReadOnly));
        writer.Finish();
        return image.ToArray();
    }

    private StoreObjectInfo Info(StorePath path)
    {
        using HashSink sink = new(HashAlgorithm.Sha256);
        using (NarWriter nar = new(sink))
            TreeNar.Write(RegisteredTrees.GetValueOrDefault(path) ?? Trees[path], nar);
        return new StoreObjectInfo { Path = path, NarSize = sink.Count, NarHash = sink.Finish(), References = References.GetValueOrDefault(path) ?? [] };
    }
}
