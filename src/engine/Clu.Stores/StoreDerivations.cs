using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Derivations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores;

/// <summary>The derivations that a store holds.</summary>
/// <param name="store">Where they are.</param>
public sealed class StoreDerivations(IStore store)
{
    // What an archive has around the bytes of its one file.
    private const int ArchiveOverhead = 1 << 10;

    /// <summary>The derivation of a path: itself, or the one that made it.</summary>
    /// <exception cref="CluException">CLU0304: the store does not have the path. CLU0114: nothing is known of how it was made.</exception>
    public StorePath Of(StorePath path)
    {
        if (Derivation.IsDerivation(path))
            return path;
        return Find(path).Deriver is { } deriver ? deriver : throw StoreErrors.NoDeriver(store.Directory.Print(path), store.Url);
    }

    /// <summary>Reads a derivation.</summary>
    /// <exception cref="CluException">CLU0304: the store does not have it. CLU0115: it is no derivation, or one that is malformed.</exception>
    public Derivation Read(StorePath path)
    {
        StoreObjectInfo info = Find(path);
        try
        {
            return DerivationText.Read(Content(info), path, store.Directory);
        }
        catch (MalformedDataException e)
        {
            throw StoreErrors.NoDerivation(store.Directory.Print(path), e);
        }
    }

    private StoreObjectInfo Find(StorePath path) => store.Find(path) ?? throw StoreErrors.UnknownPath(store.Directory.Print(path), store.Url);

    private byte[] Content(StoreObjectInfo info)
    {
        using BoundedMemory memory = new(DerivationLimits.MaxLength + ArchiveOverhead);
        store.Open(info).WriteNar(memory);
        NarReader archive = new(memory.Read());
        archive.Read();
        if (archive.Event != NarEvent.File)
            throw new MalformedDataException("derivation", -1, "store object", MalformedReason.InvalidValue, "one file", "a link or a directory");
        using MemoryStream content = new();
        archive.Content.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Keeps what is written, up to a limit.</summary>
    private sealed class BoundedMemory(int limit) : WriteOnlyStream
    {
        private readonly MemoryStream _bytes = new();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (buffer.Length > limit - _bytes.Length)
                throw new MalformedDataException("derivation", -1, "store object", MalformedReason.LimitExceeded, $"at most {limit} bytes", "more");
            _bytes.Write(buffer);
        }

        public override void Flush()
        {
        }

        public MemoryStream Read()
        {
            _bytes.Position = 0;
            return _bytes;
        }

        protected override void Dispose(bool disposing)
        {
            _bytes.Dispose();
            base.Dispose(disposing);
        }
    }
}
