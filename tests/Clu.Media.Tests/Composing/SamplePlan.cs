using System.Text;
using Clu.Binary;
using Clu.Images.Iso9660;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Media.Composing;
using Clu.Media.Loaders;
using Clu.Media.Menus;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;

namespace Clu.Media.Tests.Composing;

/// <summary>The plan of a small medium whose store and files lie in a folder of their own.</summary>
internal sealed class SamplePlan : IDisposable
{
    /// <summary>Bytes that do not compress; the image is larger.</summary>
    public const int Incompressible = 1 << 20;

    private readonly string _folder;
    private readonly StoreObjectInfo[] _objects;

    /// <param name="folder">Folder for store and files.</param>
    /// <param name="clock">The time that all of it is made at.</param>
    public SamplePlan(string folder, TimeProvider? clock = null)
    {
        _folder = folder;
        byte[] noise = new byte[Incompressible];
        new Random(1).NextBytes(noise);
        ImageDirectory library = new();
        library.AddPath("lib/noise", File(noise));
        library.AddPath("lib/again", File(noise));
        for (int i = 0; i < 200; i++)
            library.AddPath($"share/{i}", Text(new string((char)('a' + (i % 26)), 37 * i)));
        ImageDirectory program = new();
        program.AddPath("bin/program", new ImageFile(new MemoryContent("#!/bin/sh\n"u8.ToArray()), UnixPermissions.ReadOnlyExecutable));
        program.AddPath("bin/other", new ImageSymlink("program"));
        using LocalStore store = LocalStore.Open(Path.Combine(folder, "store"), clock);
        StoreObjectInfo first = store.Add("library", library, StoreReferences.None);
        _objects = [first, store.Add("program", program, new StoreReferences([first.Path]))];

        string extra = Directory.CreateDirectory(Path.Combine(folder, "extra")).FullName;
        string file = Path.Combine(extra, "read-me.txt");
        System.IO.File.WriteAllText(file, "read me\n");
        System.IO.File.SetLastWriteTimeUtc(file, (clock ?? TimeProvider.System).GetUtcNow().UtcDateTime);
    }

    /// <summary>A new plan; each can be written once.</summary>
    public MediumPlan Make(int workers = 2)
    {
        MediumLayout layout = new();
        GrubLoaders loaders = new() { ElTorito = new byte[4096], HybridMbr = new byte[512], EfiX64 = new byte[3000], EfiIa32 = new byte[2000] };
        BootMenu menu = new()
        {
            Title = "sample",
            Subtitle = "for tests",
            TimeoutSeconds = 10,
            Kernel = "/boot/kernel",
            Initrd = "/boot/initrd",
            KernelParameters = ["quiet"],
        };
        layout.AddText("/boot/kernel", "the kernel");
        layout.AddText("/boot/initrd", "the ramdisk");
        layout.AddMenu(menu, loaders, new MemoryContent(new byte[100]));
        layout.AddContent("extra", "/extra", ObjectTree.Read(Path.Combine(_folder, "extra")));
        return new MediumPlan
        {
            Label = VolumeLabel.Parse("SAMPLE"),
            Files = layout.Files,
            Loaders = loaders,
            Objects = [.. _objects.Select(info => new MediumObject(info, PhysicalPath(info.Path))).OrderBy(o => o.Info.Path)],
            Compression = new SquashFsOptions { Level = 3, BlockSize = new BlockSize(4096), Workers = workers },
        };
    }

    public void Dispose() => ObjectTree.Remove(Path.Combine(_folder, "store"));

    private string PhysicalPath(StorePath path) => Path.Combine(_folder, "store/nix/store", path.BaseName);

    private static ImageFile Text(string text) => File(Encoding.UTF8.GetBytes(text));

    private static ImageFile File(byte[] bytes) => new(new MemoryContent(bytes), UnixPermissions.ReadOnly);
}
