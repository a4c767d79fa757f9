using System.Text;
using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Native;

namespace Clu.Stores.Roots;

/// <summary>
/// A root that lies where its owner wants it, <c>./result</c> for example: the store has a link to it, named by the hash of its place, so that it
/// ends with the owner's link.
/// </summary>
/// <param name="layout">Where the store keeps its links.</param>
/// <param name="directory">The store directory.</param>
/// <param name="link">The owner's link; absolute.</param>
internal sealed class IndirectRoot(StoreLayout layout, StoreDirectory directory, string link)
{
    private readonly string _registration = Path.Combine(
        layout.AutomaticRoots, Nix32.Encode(Hash.Of(HashAlgorithm.Sha1, Encoding.UTF8.GetBytes(link)).Bytes));

    /// <summary>Makes the link, or turns one to another object, and registers it.</summary>
    /// <exception cref="CluException">CLU0361: something else is in its place. CLU0301: it cannot be written.</exception>
    public void Add(StorePath path)
    {
        if (NativeFiles.Find(NativePath.From(link)) is not null && !LeadsIntoStore())
            throw StoreErrors.NotARootLink(link, "something else is there");
        if (link.StartsWith($"{directory.Path}/", StringComparison.Ordinal))
            throw StoreErrors.NotARootLink(link, "it lies in the store");
        Place(link, directory.Print(path));
        System.IO.Directory.CreateDirectory(layout.AutomaticRoots);
        Place(_registration, link);
    }

    /// <summary>Removes the link and its registration.</summary>
    /// <exception cref="CluException">CLU0361: there is no such link. CLU0301: it cannot be removed.</exception>
    public void Remove()
    {
        bool registered = NativeFiles.Find(NativePath.From(_registration)) is not null;
        if (NativeFiles.Find(NativePath.From(link)) is null ? !registered : !LeadsIntoStore())
            throw StoreErrors.NotARootLink(link, "it is no link into the store");
        NativeFiles.Remove(NativePath.From(link));
        NativeFiles.Remove(NativePath.From(_registration));
    }

    private bool LeadsIntoStore()
    {
        NativePath path = NativePath.From(link);
        return NativeFiles.Status(path).Kind == FileKind.Symlink
            && Encoding.UTF8.GetString(NativeFiles.ReadLink(path)).StartsWith($"{directory.Path}/", StringComparison.Ordinal);
    }

    /// <summary>Makes a link beside and gives it its name, so that there is one at any moment.</summary>
    private static void Place(string path, string target)
    {
        NativePath beside = NativePath.From($"{path}.clu-{Environment.ProcessId}");
        NativeFiles.Remove(beside);
        NativeFiles.Symlink(Encoding.UTF8.GetBytes(target), beside);
        NativeFiles.Rename(beside, NativePath.From(path));
    }
}
