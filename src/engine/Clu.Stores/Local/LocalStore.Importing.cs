using Clu.Binary;
using Clu.Nix.Exports;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Exports;
using Clu.Stores.Native;
using Clu.Stores.Trees;

namespace Clu.Stores.Local;

/// <summary>The local store as a place to import into.</summary>
public sealed partial class LocalStore
{
    /// <summary>
    /// Takes what <c>nix-store --export</c> wrote. Each object is known as soon as it is complete and sound in itself; after an error those
    /// before it stay, and of the wrong one nothing is left.
    /// </summary>
    /// <param name="export">Read to the end of the export and not a byte further.</param>
    /// <param name="checkSignatures">Refuse objects whose path was not computed from their content: an export carries no signatures.</param>
    /// <param name="imported">Told each object, those that the store had already too.</param>
    /// <param name="cancel">Ends it; the object under way leaves nothing.</param>
    /// <exception cref="CluException">CLU0320: an object would need a signature. CLU0304: one refers to what the store does not have. The export is malformed.</exception>
    public void Import(Stream export, bool checkSignatures, Action<StoreObjectInfo> imported, CancellationToken cancel)
    {
        ExportReader reader = new(export, Directory);
        string temporary = Temporary();
        try
        {
            while (reader.Next(archive => ArchiveTree.Unpack(archive, temporary, cancel.ThrowIfCancellationRequested)) is { } read)
            {
                imported(Adopt(read, temporary, checkSignatures));
                ObjectTree.Remove(temporary);
            }
        }
        finally
        {
            ObjectTree.Remove(temporary);
        }
    }

    private StoreObjectInfo Adopt(StoreObjectInfo read, string temporary, bool checkSignatures)
    {
        Protect([read.Path, .. read.References]);
        if (Find(read.Path) is { } present)
            return present;
        StoreObjectInfo info = read with
        {
            ContentAddress = new ContentAddressFinder(new StorePathFactory(Directory)).Find(read, new DiskObject(temporary)),
        };
        if (checkSignatures && info.ContentAddress is null)
            throw StoreErrors.UnsignedImport(Directory.Print(info.Path));
        if (info.References.FirstOrDefault(reference => reference != info.Path && Find(reference) is null) is { } missing)
            throw StoreErrors.ImportLacks(Directory.Print(info.Path), Directory.Print(missing));
        string path = PhysicalPath(info.Path);
        using PathLock writing = PathLock.Take(path);
        // Another process may have written it while we waited.
        if (Find(info.Path) is { } meanwhile)
            return meanwhile;
        ObjectTree.Remove(path);
        OptimiseAddition(temporary);
        NativeFiles.Rename(NativePath.From(temporary), NativePath.From(path));
        Register([info]);
        return info;
    }
}
