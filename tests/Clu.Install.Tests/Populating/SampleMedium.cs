using System.Text;
using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Nix.Registrations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Install.Tests.Populating;

/// <summary>A real store image with a small system in it: a chain of objects, each with a large file, and a system that names itself.</summary>
internal sealed class SampleMedium : IDisposable
{
    public const int Parts = 12;
    private const int LargeFile = 200_000;

    private readonly TempFolder _folder = new();
    private readonly List<StoreObjectInfo> _all = [];

    public SampleMedium()
    {
        using LocalStore source = LocalStore.Open(_folder["source"]);
        Random random = new(1);
        for (int i = 0; i < Parts; i++)
        {
            byte[] content = new byte[LargeFile];
            random.NextBytes(content);
            ImageDirectory tree = new();
            tree.AddPath("bin/run", new ImageFile(new MemoryContent(Encoding.UTF8.GetBytes(i > 0 ? source.Directory.Print(_all[^1].Path) : "")), UnixPermissions.ReadOnlyExecutable));
            tree.AddPath("share/large", new ImageFile(new MemoryContent(content), UnixPermissions.ReadOnly));
            tree.AddPath("link", new ImageSymlink("bin/run"u8.ToArray()));
            _all.Add(source.Add($"part-{i}", tree, i > 0 ? new StoreReferences([_all[^1].Path]) : StoreReferences.None));
        }

        ImageDirectory system = new();
        system.AddPath("init", new ImageFile(
            new MemoryContent(Encoding.UTF8.GetBytes($"/nix/store/{SelfPlaceholder.For("nixos-system").BaseName} {source.Directory.Print(_all[^1].Path)}")),
            UnixPermissions.ReadOnlyExecutable));
        _all.Add(source.Add("nixos-system", system, new StoreReferences([_all[^1].Path], Self: true)));
        Write(source, _all);
    }

    public string Image => _folder["nix-store.squashfs"];

    public IReadOnlyList<StoreObjectInfo> All => _all;

    public StorePath Toplevel => _all[^1].Path;

    public long Bytes => _all.Sum(info => info.NarSize);

    /// <summary>A place for a target.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Writes the image anew, with a registration that lacks the first part.</summary>
    public void Lose()
    {
        using LocalStore source = LocalStore.Open(_folder["source"]);
        Write(source, [.. _all.Skip(1)]);
    }

    /// <summary>Writes the image anew, with another content under the name of the first part.</summary>
    public void Spoil()
    {
        using LocalStore source = LocalStore.Open(_folder["source"]);
        string file = Path.Combine(source.PhysicalPath(_all[0].Path), "share/large");
        File.WriteAllBytes(file, new byte[LargeFile]);
        Write(source, _all);
    }

    public void Dispose()
    {
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    private void Write(LocalStore source, IReadOnlyList<StoreObjectInfo> registered)
    {
        using FileStream image = File.Create(Image);
        using SquashFsWriter writer = new(image, new SquashFsOptions());
        foreach (StoreObjectInfo info in _all)
            writer.Add(FileName.From(info.Path.BaseName), ObjectTree.Read(source.PhysicalPath(info.Path)));
        using MemoryStream registration = new();
        RegistrationText.Write(registered, registration);
        writer.Add(FileName.From("nix-path-registration"), new ImageFile(new MemoryContent(registration.ToArray()), UnixPermissions.ReadOnly));
        writer.Finish();
    }
}
