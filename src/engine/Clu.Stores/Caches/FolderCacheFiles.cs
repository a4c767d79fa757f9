using System.Globalization;
using Clu.Binary;
using Clu.Stores.Native;

namespace Clu.Stores.Caches;

/// <summary>A binary cache in a folder: <c>file://</c>.</summary>
internal sealed class FolderCacheFiles : ICacheFiles
{
    private readonly string _folder;
    // Of the process, not of this object: several may have one store open.
    private static int _temporaries;
    private readonly Lock _sweep = new();
    private bool _swept;

    public FolderCacheFiles(string folder)
    {
        _folder = Path.GetFullPath(folder);
        Url = $"file://{_folder}";
    }

    public string Url { get; }

    public bool CanWrite => true;

    public byte[]? Find(string name, int maxLength)
    {
        NativePath path = NativePath.From(PathOf(name));
        if (NativeFiles.FindFollowed(path) is not { Kind: FileKind.Regular } status)
            return null;
        if (status.Length > maxLength)
            throw new MalformedDataException("binary cache", -1, name, MalformedReason.LimitExceeded, $"at most {maxLength} bytes", $"{status.Length}");
        byte[] content = new byte[status.Length];
        using NativeFileReader file = new(path, status.Length);
        file.ReadExactly(content);
        return content;
    }

    public Stream Open(string name)
    {
        NativePath path = NativePath.From(PathOf(name));
        FileStatus status = NativeFiles.FindFollowed(path) ?? throw StoreErrors.System("read", path.ToString(), Libc.NoEntry);
        return new NativeFileReader(path, status.Length);
    }

    public bool Has(string name) => File.Exists(PathOf(name));

    public IReadOnlyList<string>? List(string ending) =>
        Directory.Exists(_folder) ? [.. Directory.EnumerateFiles(_folder, $"*{ending}").Select(path => Path.GetFileName(path)!)] : [];

    public IEnumerable<CacheFile>? Files()
    {
        if (!Directory.Exists(_folder))
            yield break;
        EnumerationOptions everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        foreach (FileInfo file in new DirectoryInfo(_folder).EnumerateFiles("*", everything))
            yield return new CacheFile(Path.GetRelativePath(_folder, file.FullName), file.Length, file.LastWriteTimeUtc);
    }

    public void Delete(IReadOnlyCollection<CacheFile> files)
    {
        foreach (CacheFile file in files)
            Try(file.Name, () =>
            {
                File.Delete(PathOf(file.Name));
                return true;
            });
    }

    public void Write(string name, ReadOnlySpan<byte> content)
    {
        if (Path.GetDirectoryName(name) is { Length: > 0 } folder)
            Try(folder, () => Directory.CreateDirectory(PathOf(folder)));
        using ICacheUpload upload = Begin();
        upload.Content.Write(content);
        upload.Commit(name, overwrite: true);
    }

    public ICacheUpload Begin() => Try("nar", () =>
    {
        Directory.CreateDirectory(PathOf("nar"));
        // None of ours is begun before the sweep is over: for a moment a new file has no lock yet.
        lock (_sweep)
        {
            if (!_swept)
                RemoveTemporaries();
            _swept = true;
        }

        return new Upload(this, PathOf(string.Create(
            CultureInfo.InvariantCulture, $"nar/clu{CacheFile.TemporaryMark}{Environment.ProcessId}.{Interlocked.Increment(ref _temporaries)}")));
    });

    public void Dispose()
    {
    }

    /// <summary>Removes what an interrupted run left. Who still writes a file holds its lock, and it stays.</summary>
    private void RemoveTemporaries()
    {
        foreach (string path in Directory.EnumerateFiles(PathOf("nar"), $"clu{CacheFile.TemporaryMark}*"))
        {
            try
            {
                using FileStream left = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0);
                File.Delete(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process is at it.
            }
        }
    }

    private string PathOf(string name)
    {
        string path = Path.GetFullPath(Path.Combine(_folder, name));
        return path.StartsWith($"{_folder.TrimEnd('/')}/", StringComparison.Ordinal)
            ? path
            : throw new MalformedDataException("binary cache", -1, "URL", MalformedReason.InvalidValue, "a name inside the cache", $"'{name}'");
    }

    private T Try<T>(string name, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (UnauthorizedAccessException e)
        {
            throw StoreErrors.Refused("use", PathOf(name), e);
        }
        catch (IOException e)
        {
            throw StoreErrors.Io("use", PathOf(name), e);
        }
    }

    private sealed class Upload(FolderCacheFiles files, string temporary) : ICacheUpload
    {
        // Unbuffered: what a full disk did not take is not tried again when the file is closed.
        private readonly FileStream _file = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
        private GuardedOutput? _content;

        public Stream Content => _content ??= new GuardedOutput(_file, temporary);

        public void Commit(string name, bool overwrite = false) => files.Try(name, () =>
        {
            // Closed it would have no lock any more, and might be swept away.
            File.Move(temporary, files.PathOf(name), overwrite: true);
            _file.Dispose();
            return true;
        });

        public void Dispose()
        {
            _file.Dispose();
            File.Delete(temporary);
        }
    }

    /// <summary>Says which file the disk did not take.</summary>
    private sealed class GuardedOutput(FileStream file, string path) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                file.Write(buffer);
            }
            catch (IOException e)
            {
                throw StoreErrors.Io("write", path, e);
            }
        }

        public override void Flush()
        {
        }
    }
}
