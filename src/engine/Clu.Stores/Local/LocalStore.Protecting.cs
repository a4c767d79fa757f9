using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;
using Clu.Stores.Native;
using Clu.Stores.Roots;
using Clu.Stores.Trees;

namespace Clu.Stores.Local;

/// <summary>How the local store keeps what it writes from being collected as garbage meanwhile.</summary>
public sealed partial class LocalStore
{
    /// <summary>Begins the name of what is half written, after a hash. Nix's rules allow it, and no object was ever named so.</summary>
    private const string TemporaryMark = "clu=";

    private readonly Lock _protecting = new();
    private TemporaryRootsFile? _needs;
    // Of the process, not of this object: several may have one store open.
    private static int _temporaries;

    /// <summary>
    /// Keeps objects from being collected until this store is closed, those that are not there yet too: what is written has no root. A
    /// collection that runs is only waited for when one of them is there already.
    /// </summary>
    /// <exception cref="CluException">CLU0301: that cannot be written down.</exception>
    private void Protect(IEnumerable<StorePath> paths)
    {
        ThrowIfReadOnly();
        lock (_protecting)
        {
            StorePath[] needed = [.. paths];
            if (!Needs.Add(needed) && needed.Any(IsKnown))
                Needs.AwaitCollection();
        }
    }

    private TemporaryRootsFile Needs
    {
        get
        {
            lock (_protecting)
            {
                if (_needs is null)
                {
                    _needs = TemporaryRootsFile.Create(_layout, Directory);
                    // A root protects all names with its hash: one is enough for all that this store writes.
                    _needs.Add([StorePath.Parse(TemporaryName("0"))]);
                }

                return _needs;
            }
        }
    }

    private bool IsKnown(StorePath path)
    {
        lock (_gate)
            return _database.Contains(path);
    }

    /// <summary>A path in the store's folder that nobody else uses, and no collector touches.</summary>
    private string Temporary()
    {
        _ = Needs;
        string path = Path.Combine(_layout.Objects, TemporaryName(Interlocked.Increment(ref _temporaries).ToString(CultureInfo.InvariantCulture)));
        ObjectTree.Remove(path);
        return path;
    }

    /// <summary>The name of a store object, because what has another form is garbage to Nix.</summary>
    private string TemporaryName(string end)
    {
        string hash = Nix32.Encode(Hash.Of(HashAlgorithm.Sha1, Encoding.UTF8.GetBytes($"{TemporaryMark}{_needs!.Name}")).Bytes);
        return $"{hash}-{TemporaryMark}{_needs.Name}={end}";
    }

    /// <summary>Removes what interrupted runs left. The caller knows that nobody else uses the store.</summary>
    private void RemoveTemporaries()
    {
        NativePath objects = NativePath.From(_layout.Objects);
        foreach (FileName name in NativeFiles.List(objects))
        {
            if (StorePath.TryParse(name.ToString(), out StorePath? path)
                && path.Name.StartsWith(TemporaryMark, StringComparison.Ordinal)
                && !IsKnown(path))
            {
                NativeFiles.Remove(objects[name]);
            }
        }
    }
}
