using Clu.Binary;
using Clu.Stores.Trees;

namespace Clu.Media.Composing;

/// <summary>
/// A file that gets its name only when it is complete. Until then it is <c>NAME.part</c>; when anything fails that is removed, and one that
/// a power cut left behind is overwritten by the next run.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private const int NoSpaceOnDevice = 28;
    private const int QuotaExceeded = 122;

    private readonly string _file;
    private readonly long _bound;
    private FileStream? _stream;

    /// <summary>Begins the file.</summary>
    /// <param name="file">Its name in the end; its folder is made.</param>
    /// <param name="bound">Bytes that it can have at most, for the error when there is no space.</param>
    /// <exception cref="CluException">CLU0523: the place cannot be written to, or is taken by a device or the like.</exception>
    public PartialFile(string file, long bound)
    {
        ThrowIfTaken(file);
        _file = file;
        _bound = bound;
        _stream = Try(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            return new FileStream(Temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1 << 20);
        });
    }

    /// <summary>Fails where writing the file would, as far as that can be known before. A file that is there already stays.</summary>
    /// <exception cref="CluException">CLU0523.</exception>
    public static void CheckPlace(string file)
    {
        ThrowIfTaken(file);
        if (!File.Exists(file))
            new PartialFile(file, 0).Dispose();
    }

    private string Temporary => $"{_file}.part";

    /// <summary>Writes with the stream; a failure of the disk becomes an error that says what to do.</summary>
    public T Write<T>(Func<FileStream, T> write) => Try(() => write(_stream!));

    /// <summary>Gives the file its name.</summary>
    public void Commit() => Try(() =>
    {
        _stream!.Flush(flushToDisk: true);
        _stream.Dispose();
        _stream = null;
        File.Move(Temporary, _file, overwrite: true);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_stream is null)
            return;
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // The rest of the buffer has no room either; the file is removed anyway.
        }

        File.Delete(Temporary);
    }

    private static void ThrowIfTaken(string file)
    {
        if (File.Exists(file) && !ObjectTree.IsFileOrLink(file))
            throw MediaErrors.NoRegularFile(file);
    }

    private T Try<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (IOException e) when (e.HResult is NoSpaceOnDevice or QuotaExceeded)
        {
            throw MediaErrors.NoSpace(_file, _bound);
        }
        catch (FileNotFoundException e) when (e.FileName is { } missing && missing != Temporary)
        {
            throw MediaErrors.Changing(missing, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw MediaErrors.CannotWrite(_file, e);
        }
    }
}
