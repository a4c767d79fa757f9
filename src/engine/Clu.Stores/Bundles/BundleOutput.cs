using Clu.Binary;
using Clu.Nix.Bundles;
using Clu.Nix.Hashing;
using Microsoft.Win32.SafeHandles;

namespace Clu.Stores.Bundles;

/// <summary>
/// The file or the parts of a bundle that is being written. They get their names when all is complete, the list of parts last; until then they are
/// <c>NAME.part</c>, and disposed before that they are removed.
/// </summary>
/// <param name="file">The bundle's name; its folder is there.</param>
/// <param name="partSize">Bytes of a part; null for one file.</param>
internal sealed class BundleOutput(string file, long? partSize) : SeekableStream
{
    private readonly List<SafeFileHandle> _handles = [];
    private long _length;
    private bool _done;

    public override bool CanRead => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int index = partSize is { } size ? checked((int)(Position / size)) : 0;
            long at = partSize is { } each ? Position % each : Position;
            int count = (int)Math.Min(buffer.Length, partSize - at ?? long.MaxValue);
            while (_handles.Count <= index)
                _handles.Add(Create(_handles.Count));
            WriteAt(_handles[index], buffer[..count], at, index);
            buffer = buffer[count..];
            Position += count;
            _length = Math.Max(_length, Position);
        }
    }

    /// <summary>Gives the files their names.</summary>
    /// <returns>The file, or the parts and their list.</returns>
    public IReadOnlyList<string> Commit()
    {
        for (int i = 0; i < _handles.Count; i++)
        {
            SafeFileHandle handle = _handles[i];
            Try(() => RandomAccess.FlushToDisk(handle), i);
        }

        BundleParts? parts = partSize is { } size ? new BundleParts(_length, size, Describe(size)) : null;
        foreach (SafeFileHandle handle in _handles)
            handle.Dispose();
        // An old list would name new parts.
        File.Delete($"{file}{BundleParts.Ending}");
        for (int i = 0; i < _handles.Count; i++)
        {
            string name = NameOf(i);
            Try(() => File.Move($"{name}.part", name, overwrite: true), i);
        }

        _done = true;
        string[] files = [.. Enumerable.Range(0, _handles.Count).Select(NameOf)];
        return parts is null ? files : [.. files, WriteList(parts)];
    }

    protected override void Dispose(bool disposing)
    {
        foreach (SafeFileHandle handle in _handles)
            handle.Dispose();
        for (int i = 0; i < _handles.Count && !_done; i++)
            File.Delete($"{NameOf(i)}.part");
        base.Dispose(disposing);
    }

    private string NameOf(int index) => partSize is null ? file : BundleParts.NameOf(file, index);

    private SafeFileHandle Create(int index)
    {
        if (index >= BundleLimits.MaxParts)
            throw StoreErrors.TooManyParts(file, partSize!.Value);
        SafeFileHandle? handle = null;
        Try(() => handle = File.OpenHandle($"{NameOf(index)}.part", FileMode.Create, FileAccess.ReadWrite, FileShare.Read), index);
        return handle!;
    }

    private void WriteAt(SafeFileHandle handle, ReadOnlySpan<byte> bytes, long offset, int index)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
        }
        catch (IOException e)
        {
            throw StoreErrors.Io("write", $"{NameOf(index)}.part", e);
        }
    }

    private BundlePart[] Describe(long size)
    {
        BundlePart[] parts = new BundlePart[_handles.Count];
        Parallel.For(0, parts.Length, i =>
        {
            long length = Math.Min(size, _length - (i * size));
            byte[] buffer = new byte[BundleLimits.HeadLength];
            using HashSink all = new(HashAlgorithm.Sha256);
            Hash? head = null;
            for (int read; (read = RandomAccess.Read(_handles[i], buffer, all.Count)) > 0;)
            {
                head ??= Hash.Of(HashAlgorithm.Sha256, buffer.AsSpan(0, read));
                all.Write(buffer.AsSpan(0, read));
            }

            parts[i] = new BundlePart(Path.GetFileName(NameOf(i)), length, head!.Value, all.Finish());
        });
        return parts;
    }

    private string WriteList(BundleParts parts)
    {
        string list = $"{file}{BundleParts.Ending}";
        // Parts of an earlier and longer bundle would be joined too by who names them with a star.
        for (int i = parts.Parts.Count; i < BundleLimits.MaxParts && File.Exists(NameOf(i)); i++)
            File.Delete(NameOf(i));
        Try(
            () =>
            {
                File.WriteAllBytes($"{list}.part", BundlePartsText.Write(parts));
                File.Move($"{list}.part", list, overwrite: true);
            },
            0);
        return list;
    }

    private void Try(Action action, int index)
    {
        try
        {
            action();
        }
        catch (UnauthorizedAccessException e)
        {
            throw StoreErrors.Refused("write", NameOf(index), e);
        }
        catch (IOException e)
        {
            throw StoreErrors.Io("write", NameOf(index), e);
        }
    }
}
