using System.Security.Cryptography;
using System.Text;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;

namespace Clu.Systems.Debian;

/// <summary>Remembers which store object came of which package files and references: one small file each, named by a hash of these.</summary>
internal sealed class ObjectNotes(string folder, LocalStore store)
{
    /// <summary>Changes when the same packages give other objects than before.</summary>
    private const string Recipe = "debian-object-1";

    /// <summary>The object, if it is known and still in the store.</summary>
    public StoreObjectInfo? Find(PackageGroup group, IReadOnlyList<StorePath> references)
    {
        string note = NotePath(group, references);
        return File.Exists(note) && StorePath.TryParse(File.ReadAllText(note).Trim(), out StorePath? path)
            && Path.Exists(store.PhysicalPath(path))
            ? store.Find(path)
            : null;
    }

    public void Keep(PackageGroup group, IReadOnlyList<StorePath> references, StorePath path)
    {
        Directory.CreateDirectory(folder);
        string note = NotePath(group, references);
        File.WriteAllText(note + ".new", path.BaseName + "\n");
        File.Move(note + ".new", note, overwrite: true);
    }

    private string NotePath(PackageGroup group, IReadOnlyList<StorePath> references)
    {
        string[] inputs = [Recipe, group.ObjectName, .. group.Packages.Select(p => $"{p.Name} {p.Version} {p.Sha256}"), .. references.Select(r => r.BaseName)];
        return Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', inputs)))));
    }
}
