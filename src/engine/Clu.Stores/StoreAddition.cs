using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Trees;

namespace Clu.Stores;

/// <summary>A file or directory of this machine on its way into a store, under the path that its content gives it.</summary>
public sealed class StoreAddition
{
    private readonly TreeObject _content;

    /// <summary>Hashes it.</summary>
    /// <param name="path">Where it is; a link is taken as a link.</param>
    /// <param name="name">The name that it gets.</param>
    /// <param name="method"><see cref="ContentAddressMethod.Nar"/> for the whole tree, <see cref="ContentAddressMethod.Flat"/> for the bytes of one file.</param>
    /// <param name="directory">The store directory.</param>
    /// <exception cref="CluException">CLU0102: the name is not allowed. CLU0301: it cannot be read. CLU0323: for a flat address it must be a regular file.</exception>
    public StoreAddition(string path, string name, ContentAddressMethod method, StoreDirectory directory)
    {
        StorePath.CheckName(name);
        ImageNode tree = ObjectTree.Read(Path.GetFullPath(path));
        Hash? flat = null;
        if (method != ContentAddressMethod.Nar)
        {
            if (tree is not ImageFile file)
                throw StoreErrors.NotOneFile(path);
            // What is addressed by its bytes alone has no rights of its own.
            tree = new ImageFile(file.Content, UnixPermissions.ReadOnly);
            using Stream bytes = file.Content.Open();
            using HashSink sink = new(HashAlgorithm.Sha256);
            bytes.CopyTo(sink);
            flat = sink.Finish();
        }

        _content = new TreeObject(() => tree);
        using HashSink nar = new(HashAlgorithm.Sha256);
        _content.WriteNar(nar);
        ContentAddress address = new(method, flat ?? nar.Finish());
        Info = new StoreObjectInfo
        {
            Path = new StorePathFactory(directory).FromContentAddress(name, address, StoreReferences.None),
            NarHash = nar.Finish(),
            NarSize = nar.Count,
            ContentAddress = address,
        };
    }

    /// <summary>What it will be.</summary>
    public StoreObjectInfo Info { get; }

    /// <summary>Adds it, unless the store has it.</summary>
    /// <exception cref="CluException">CLU0303, CLU0310: it changed since it was hashed; nothing was added.</exception>
    public void AddTo(IWritableStore store, CancellationToken cancel)
    {
        if (store.Missing([Info.Path]).Count == 0)
            return;
        store.Place(Info, _content, _ => cancel.ThrowIfCancellationRequested(), cancel);
        store.Register([Info]);
    }
}
