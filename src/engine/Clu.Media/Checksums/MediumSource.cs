using System.Globalization;
using Clu.Binary;
using Clu.Images.Checksums;
using Clu.Media.Inspection;
using Clu.Media.Personal;
using Clu.Media.Qemu;
using Microsoft.Win32.SafeHandles;

namespace Clu.Media.Checksums;

/// <summary>An open medium: an image file or a block device, which .NET knows no length of. Reads may come from several threads.</summary>
internal sealed class MediumSource : SeekableStream
{
    private const int DiskSector = 512;
    private const int CopyBuffer = 4 << 20;
    private const int CopyRange = 64 << 20;
    private const string Devices = "/dev/";

    private readonly SafeFileHandle _handle;
    private readonly bool _owned;

    /// <summary>Takes over what is open already, as a file.</summary>
    /// <param name="handle">Not disposed.</param>
    /// <param name="path">Its name, for messages.</param>
    public MediumSource(SafeFileHandle handle, string path)
        : this(handle, path, RandomAccess.GetLength(handle), isDevice: false, owned: false)
    {
    }

    private MediumSource(SafeFileHandle handle, string path, long length, bool isDevice, bool owned)
    {
        _handle = handle;
        Path = path;
        Length = length;
        IsDevice = isDevice;
        _owned = owned;
    }

    /// <summary>As it was named.</summary>
    public string Path { get; }

    /// <summary>Whether it is a block device, which may be larger than the image on it.</summary>
    public bool IsDevice { get; }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>Opens a file or device.</summary>
    /// <exception cref="CluException">CLU0503: there is none. CLU0510: it cannot be opened.</exception>
    public static MediumSource Open(string path, FileAccess access = FileAccess.Read)
    {
        try
        {
            long? deviceLength = DeviceLength(path);
            SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite);
            return new MediumSource(handle, path, deviceLength ?? RandomAccess.GetLength(handle), deviceLength is not null, owned: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw QemuErrors.ImageMissing(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InspectionErrors.CannotRead(path, e);
        }
    }

    /// <summary>Bytes of a block device; null when the path is none.</summary>
    public static long? DeviceLength(string path)
    {
        string real = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? System.IO.Path.GetFullPath(path);
        if (!real.StartsWith(Devices, StringComparison.Ordinal))
            return null;
        string size = $"/sys/class/block/{real[Devices.Length..].Replace('/', '!')}/size";
        return File.Exists(size) ? long.Parse(File.ReadAllText(size), CultureInfo.InvariantCulture) * DiskSector : null;
    }

    /// <summary>The checksum's field.</summary>
    /// <exception cref="CluException">CLU0510: it cannot be read. CLU0530: there is none. CLU0532: it is damaged.</exception>
    public MediumChecksumField ReadField()
    {
        byte[] bytes = new byte[MediumChecksumLimits.FieldLength];
        try
        {
            return (ReadAt(MediumChecksumLimits.FieldPosition, bytes) == bytes.Length ? MediumChecksumField.Read(bytes) : null)
                ?? throw MediaErrors.NoChecksum(Path);
        }
        catch (MalformedDataException e)
        {
            throw MediaErrors.ChecksumDamaged(Path, e);
        }
        catch (IOException e)
        {
            throw InspectionErrors.CannotRead(Path, e);
        }
    }

    /// <summary>Reads as much as there is.</summary>
    /// <returns>Bytes read; fewer than asked for at the end.</returns>
    /// <exception cref="IOException">The device fails.</exception>
    public int ReadAt(long position, Span<byte> bytes)
    {
        int done = 0;
        for (int count; done < bytes.Length && (count = RandomAccess.Read(_handle, bytes[done..], position + done)) > 0;)
            done += count;
        return done;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = RandomAccess.Read(_handle, buffer, Position);
        Position += count;
        return count;
    }

    /// <summary>Copies the beginning into a file.</summary>
    /// <exception cref="IOException">The medium ends before, or a disk fails.</exception>
    public void CopyTo(FileStream target, long length, IProgress<long> progress)
    {
        target.SetLength(length);
        byte[] buffer = new byte[CopyBuffer];
        for (long done = 0; done < length; progress.Report(done))
        {
            long count = FileRange.Copy(_handle, target.SafeFileHandle, done, Math.Min(CopyRange, length - done));
            if (count == 0)
            {
                int read = ReadAt(done, buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - done)));
                if (read == 0)
                    throw new EndOfStreamException($"'{Path}' ends too early");
                RandomAccess.Write(target.SafeFileHandle, buffer.AsSpan(0, read), done);
                count = read;
            }

            done += count;
        }
    }

    /// <summary>Writes, and waits until it is on the disk.</summary>
    public void WriteAt(long position, ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, position);
        RandomAccess.FlushToDisk(_handle);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _owned)
            _handle.Dispose();
        base.Dispose(disposing);
    }
}
