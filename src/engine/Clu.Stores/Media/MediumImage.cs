using Clu.Binary;
using Clu.Images.Iso9660;
using Clu.Images.SquashFs;

namespace Clu.Stores.Media;

/// <summary>An open store image: a SquashFS file, or the one in an ISO. For one thread.</summary>
internal sealed class MediumImage : IDisposable
{
    private const string StoreImage = "nix-store.squashfs";
    private static ReadOnlySpan<byte> SquashFsMagic => "hsqs"u8;

    private readonly FileStream _file;
    private readonly Stream _image;

    private MediumImage(FileStream file, Stream image, SquashFsReader reader)
    {
        _file = file;
        _image = image;
        Reader = reader;
    }

    public SquashFsReader Reader { get; }

    /// <exception cref="CluException">CLU0313: it is neither. CLU0301: it cannot be read.</exception>
    public static MediumImage Open(string path)
    {
        FileStream file = SourceFile.Open(path);
        Stream image = file;
        try
        {
            image = Find(file, path);
            return new MediumImage(file, image, SquashFsReader.Open(image));
        }
        catch (Exception e)
        {
            image.Dispose();
            file.Dispose();
            if (e is MalformedDataException malformed)
                throw StoreErrors.MalformedEntry(path, malformed);
            throw;
        }
    }

    public void Dispose()
    {
        Reader.Dispose();
        _image.Dispose();
        _file.Dispose();
    }

    private static Stream Find(FileStream file, string path)
    {
        Span<byte> magic = stackalloc byte[4];
        int read = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (read == magic.Length && magic.SequenceEqual(SquashFsMagic))
            return file;
        return Iso9660Reader.Open(file).Root.FindPath(StoreImage) is Iso9660File found
            ? found.Open()
            : throw StoreErrors.BadUrl($"iso:{path}", $"it has no /{StoreImage}");
    }
}
