using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using Clu.Nix.StorePaths;
using Clu.Nix.TemporaryRoots;
using Clu.Stores.Local;
using Clu.Stores.Native;
using Microsoft.Win32.SafeHandles;

namespace Clu.Stores.Roots;

/// <summary>
/// What this process needs of a store until it closes it, told to whoever collects garbage there: in a locked file beside those of other
/// processes, and while a collection runs to the collector itself. One thread at a time.
/// </summary>
internal sealed class TemporaryRootsFile : IDisposable
{
    private readonly StoreLayout _layout;
    private readonly StoreDirectory _directory;
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly HashSet<StorePath> _told = [];
    private CollectorClient? _collector;

    private TemporaryRootsFile(StoreLayout layout, StoreDirectory directory, string path, SafeFileHandle file)
    {
        _layout = layout;
        _directory = directory;
        _path = path;
        _file = file;
    }

    /// <summary>Makes the file of this process; another one if it has several stores open in one place.</summary>
    public static TemporaryRootsFile Create(StoreLayout layout, StoreDirectory directory)
    {
        for (int number = 1; ; number++)
        {
            // Nix 2.8 reads the number that the name begins with.
            string path = Path.Combine(layout.TemporaryRoots, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{number}"));
            int opened = Libc.Open(
                NativePath.From(path).Terminated,
                Libc.OpenReadWrite | Libc.OpenCreate | Libc.OpenExclusive | Libc.OpenCloseOnExec,
                Convert.ToUInt32("600", 8));
            if (opened < 0)
            {
                int error = Marshal.GetLastPInvokeError();
                if (error == Libc.Exists)
                    continue;
                throw StoreErrors.System("write", path, error);
            }

            SafeFileHandle file = new(opened, ownsHandle: true);
            // A collector that came before the lock removed the file and wrote into it.
            if (Libc.Lock(opened, Libc.LockExclusive | Libc.LockNonBlocking) == 0 && RandomAccess.GetLength(file) == 0)
                return new TemporaryRootsFile(layout, directory, path, file);
            file.Dispose();
        }
    }

    /// <summary>Name of the file, which no other running process has for this store.</summary>
    public string Name => Path.GetFileName(_path);

    /// <summary>
    /// Protects objects, those that are not there yet too, until this is disposed of. When it returns, no collector deletes them any more.
    /// </summary>
    /// <returns>
    /// False when a collection runs. Then what is in the store already may still go, because Nix 2.8 asks for a path's roots only once;
    /// <see cref="AwaitCollection"/> helps.
    /// </returns>
    public bool Add(IEnumerable<StorePath> paths)
    {
        StorePath[] added = [.. paths.Where(path => !_told.Contains(path)).Distinct()];
        if (added.Length == 0)
            return true;
        for (; ; Thread.Sleep(CollectorClient.Pause))
        {
            using FileLock? quiet = FileLock.TryTakeShared(_layout.GcLock);
            if (quiet is null)
            {
                _collector ??= CollectorClient.Connect(_layout);
                if (_collector is null || !_collector.Tell(added, _directory))
                {
                    // That collection is over, or has not quite begun.
                    _collector?.Dispose();
                    _collector = null;
                    continue;
                }
            }

            Append(added);
            _told.UnionWith(added);
            return quiet is not null;
        }
    }

    /// <summary>Waits until no collection runs.</summary>
    public void AwaitCollection() => FileLock.TakeShared(_layout.GcLock).Dispose();

    public void Dispose()
    {
        _collector?.Dispose();
        NativeFiles.Remove(NativePath.From(_path));
        _file.Dispose();
    }

    private void Append(StorePath[] added)
    {
        ArrayBufferWriter<byte> text = new();
        TemporaryRootsText.Write(added, _directory, text);
        try
        {
            RandomAccess.Write(_file, text.WrittenSpan, RandomAccess.GetLength(_file));
        }
        catch (IOException e)
        {
            throw StoreErrors.Io("write", _path, e);
        }
    }
}
