using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Clu.Install.Journals;

/// <summary>
/// The journal of an installation, in the gap between a disk's partition table and its first partition, where it outlives everything that an
/// installation does to the disk and nothing else lives. Layout: <c>docs/formats/install-journal.md</c>.
/// </summary>
public sealed partial class DiskJournal : IDisposable
{
    /// <summary>Where it begins: behind the partition table, also of disks with sectors of 4096 bytes.</summary>
    public const int Offset = 512 << 10;

    /// <summary>Where it ends at most: before the first partition, which begins at one MiB.</summary>
    public const int End = 1 << 20;

    private const int HeaderSize = 128 << 10;
    private const int RecordSize = 512;
    private const int MaxRecords = ((End - Offset) - HeaderSize) / RecordSize;
    private const int LengthOffset = 16;
    private const int HashOffset = LengthOffset + sizeof(int);
    private const int ContentOffset = HashOffset + SHA256.HashSizeInBytes;
    private const int RecordTextOffset = SHA256.HashSizeInBytes;

    private const int Unlock = 8;

    private readonly FileStream _device;
    private readonly List<string> _done = [];

    private DiskJournal(FileStream device, JournalHeader header, IEnumerable<string> done)
    {
        _device = device;
        Header = header;
        _done.AddRange(done);
    }

    private static ReadOnlySpan<byte> Magic => "clu installation"u8;

    /// <summary>What is installed.</summary>
    public JournalHeader Header { get; }

    /// <summary>Steps that were done, in their order.</summary>
    public IReadOnlyList<string> Done => _done;

    /// <summary>Begins a journal. What an earlier one said is gone.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0671: the disk refuses.</exception>
    public static DiskJournal Begin(string device, JournalHeader header)
    {
        byte[] content = header.Write();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, HeaderSize - ContentOffset, nameof(header));
        byte[] all = new byte[End - Offset];
        Magic.CopyTo(all);
        BinaryPrimitives.WriteInt32LittleEndian(all.AsSpan(LengthOffset), content.Length);
        SHA256.HashData(content, all.AsSpan(HashOffset));
        content.CopyTo(all, ContentOffset);
        FileStream file = Open(device);
        try
        {
            Put(file, Offset, all);
            return new DiskJournal(file, header, []);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens the journal that a disk holds.</summary>
    /// <returns>null when there is none.</returns>
    /// <exception cref="Clu.Binary.CluException">CLU0671: the disk refuses. CLU0679: there is one, and it is damaged.</exception>
    public static DiskJournal? TryOpen(string device)
    {
        FileStream file = Open(device);
        try
        {
            if (Read(file, device) is { } found)
                return new DiskJournal(file, found.Header, found.Done);
            file.Dispose();
            return null;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Records that a step is done; it is on the disk when this returns.</summary>
    public void Record(string step)
    {
        if (_done.Contains(step))
            return;
        if (_done.Count == MaxRecords)
            throw InstallErrors.JournalUnwritable(_device.Name, new IOException("it is full"));
        Put(_device, Offset + HeaderSize + (_done.Count * RecordSize), RecordOf(step, _done.Count));
        _done.Add(step);
    }

    /// <summary>Removes the journal: the installation is done, or given up.</summary>
    public void Clear() => Put(_device, Offset, new byte[End - Offset]);

    /// <inheritdoc/>
    public void Dispose() => _device.Dispose();

    private static (JournalHeader Header, List<string> Done)? Read(FileStream file, string device)
    {
        byte[] all = new byte[End - Offset];
        file.Position = Offset;
        if (file.ReadAtLeast(all, all.Length, throwOnEndOfStream: false) < all.Length || !all.AsSpan().StartsWith(Magic))
            return null;
        int length = BinaryPrimitives.ReadInt32LittleEndian(all.AsSpan(LengthOffset));
        if (length < 0 || length > HeaderSize - ContentOffset)
            throw InstallErrors.JournalDamaged(device, "its length makes no sense");
        ReadOnlySpan<byte> content = all.AsSpan(ContentOffset, length);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(all.AsSpan(HashOffset, SHA256.HashSizeInBytes)))
            throw InstallErrors.JournalDamaged(device, "its checksum does not match");
        JournalHeader header = JournalHeader.TryRead(content) ?? throw InstallErrors.JournalDamaged(device, "another version of clu wrote it");
        List<string> done = [];
        // A record that was being written when the power went is none.
        while (done.Count < MaxRecords && TextOf(all.AsSpan(HeaderSize + (done.Count * RecordSize), RecordSize), done.Count) is { } step)
            done.Add(step);
        return (header, done);
    }

    private static byte[] RecordOf(string step, int index)
    {
        byte[] record = new byte[RecordSize];
        string text = $"{index} {step}\n";
        Encoding.ASCII.GetBytes(text, record.AsSpan(RecordTextOffset));
        SHA256.HashData(record.AsSpan(RecordTextOffset), record);
        return record;
    }

    private static string? TextOf(ReadOnlySpan<byte> record, int index)
    {
        if (!SHA256.HashData(record[RecordTextOffset..]).AsSpan().SequenceEqual(record[..RecordTextOffset]))
            return null;
        string text = Encoding.ASCII.GetString(record[RecordTextOffset..]).TrimEnd('\0');
        string start = $"{index} ";
        return text.StartsWith(start, StringComparison.Ordinal) && text.EndsWith('\n') ? text[start.Length..^1] : null;
    }

    private static FileStream Open(string device)
    {
        try
        {
            FileStream file = new(device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            // .NET holds a shared lock on what it has open; sfdisk and udev wait for one of their own.
            _ = Lock(file.SafeFileHandle, Unlock);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InstallErrors.JournalUnwritable(device, e);
        }
    }

    private static void Put(FileStream file, long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            file.Position = offset;
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            throw InstallErrors.JournalUnwritable(file.Name, e);
        }
    }

    /// <summary>flock(2).</summary>
    [LibraryImport("libc", EntryPoint = "flock")]
    private static partial int Lock(SafeFileHandle file, int operation);
}
