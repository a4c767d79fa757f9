using System.Globalization;
using Clu.Binary;
using Microsoft.Win32.SafeHandles;

namespace Clu.Install.Growing;

/// <summary>The bytes of a disk, or of an image of one. Of a device the file system says no length, the kernel does elsewhere.</summary>
internal sealed class DiskStream : SeekableStream
{
    private const int SectorSize = 512;

    /// <summary>Opens it to be changed.</summary>
    /// <param name="path"><c>/dev/NAME</c>, or a file.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public DiskStream(string path)
    {
        Handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        string size = $"/sys/class/block/{Path.GetFileName(path)}/size";
        Length = path.StartsWith("/dev/", StringComparison.Ordinal) && File.Exists(size)
            ? long.Parse(File.ReadAllText(size).Trim(), NumberStyles.None, CultureInfo.InvariantCulture) * SectorSize
            : RandomAccess.GetLength(Handle);
    }

    /// <summary>What the kernel is told about.</summary>
    public SafeFileHandle Handle { get; }

    public override long Length { get; }

    public override bool CanWrite => true;

    public override int Read(Span<byte> buffer)
    {
        int read = RandomAccess.Read(Handle, buffer, Position);
        Position += read;
        return read;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        RandomAccess.Write(Handle, buffer, Position);
        Position += buffer.Length;
    }

    /// <summary>Returns when all that was written is on the disk.</summary>
    public void WriteOut() => RandomAccess.FlushToDisk(Handle);

    protected override void Dispose(bool disposing)
    {
        Handle.Dispose();
        base.Dispose(disposing);
    }
}
