using System.Text;
using Clu.Images.Trees;
using Clu.Install.Plans;
using Clu.Media.Composing;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;

namespace Clu.Install.DiskImages;

/// <summary>Fills a root file system as an installation leaves it: store, database, profile, roots.</summary>
internal static class SystemRoot
{
    private const string Profiles = "/nix/var/nix/profiles";
    private const string FirstGeneration = $"{Profiles}/system-1-link";

    /// <summary>1775: builders may add objects, and remove only their own.</summary>
    private static readonly UnixPermissions _buildersMayAdd = new(0x3FD);

    private static readonly UnixPermissions _everybodyMayAdd = new(0x3FF);
    private static readonly UnixPermissions _rootOnly = new(0x1C0);

    /// <summary>Group of the build users of NixOS.</summary>
    private const int Builders = 30000;

    /// <summary>Adds all that does not depend on the kind of image.</summary>
    public static void Fill(RootTree tree, BuiltHost host, string scratch)
    {
        foreach (string folder in (string[])["/dev", "/etc", "/home", "/proc", "/run", "/sys", "/var"])
            tree.Folder(folder, UnixPermissions.Executable);
        tree.Folder("/root", _rootOnly);
        tree.Folder("/tmp", _everybodyMayAdd);
        tree.Folder("/nix/store", _buildersMayAdd, gid: Builders);
        foreach (MediumObject o in host.Closure)
            tree.Add(o);
        tree.Folder("/nix/store/.links", UnixPermissions.Executable);
        AddDatabase(tree, host, Path.Combine(scratch, "database"));
        foreach (string folder in (string[])["temproots", "gcroots/auto", "gcroots/per-user/root", "profiles/per-user/root"])
            tree.Folder($"/nix/var/nix/{folder}", UnixPermissions.Executable);
        tree.Link(FirstGeneration, StoreDirectory.Default.Print(host.Host.Toplevel));
        tree.Link($"{Profiles}/system", "system-1-link");
        string root = Nix32.Encode(Hash.Of(HashAlgorithm.Sha1, Encoding.UTF8.GetBytes(FirstGeneration)).Bytes);
        tree.Link($"/nix/var/nix/gcroots/auto/{root}", FirstGeneration);
        tree.Write(new PlannedFile("/etc/NIXOS", ReadOnlyMemory<byte>.Empty, UnixPermissions.File));
    }

    /// <summary>A store of its own registers the objects, none of which it has; what it wrote is taken over.</summary>
    private static void AddDatabase(RootTree tree, BuiltHost host, string folder)
    {
        using (LocalStore store = LocalStore.Open(folder, clock: null))
            store.Register([.. host.Closure.Select(o => o.Info with { Ultimate = false })]);
        foreach (string name in (string[])["db.sqlite", "schema"])
            tree.Copy(Path.Combine(folder, "nix/var/nix/db", name), $"/nix/var/nix/db/{name}", UnixPermissions.File);
    }
}
