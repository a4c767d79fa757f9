using System.Globalization;

namespace Clu.Install.Execution;

/// <summary>
/// The log of an installation: commands, what they printed, files that were written. It is kept in the live system's RAM, and from when the target has a file
/// system also there. No secret is in it.
/// </summary>
public sealed class InstallLog : IDisposable
{
    /// <summary>Where it is in the live system.</summary>
    public const string LivePath = "/run/clu/install.log";

    /// <summary>Where it is on the target.</summary>
    public const string TargetPath = "/var/lib/clu/install/install.log";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly StreamWriter _live;
    private StreamWriter? _onTarget;

    /// <summary>Opens the log; what an earlier run wrote stays.</summary>
    public InstallLog(string path, TimeProvider clock)
    {
        _clock = clock;
        Path = path;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        _live = Open(path);
    }

    /// <summary>Where it is now.</summary>
    public string Path { get; }

    /// <summary>Adds a line.</summary>
    public void Add(string line)
    {
        lock (_gate)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{_clock.GetUtcNow():HH:mm:ss.fff} {line}");
            _live.WriteLine(text);
            _onTarget?.WriteLine(text);
        }
    }

    /// <summary>From now on the target has the log too, with all that was in it before.</summary>
    public void KeepOn(TargetFolder target)
    {
        lock (_gate)
        {
            _onTarget?.Dispose();
            string file = target.Resolve(TargetPath);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            // What another run left there is older than what this one has to say.
            string earlier = File.Exists(file) ? File.ReadAllText(file) : "";
            string here = File.ReadAllText(Path);
            _onTarget = Open(file);
            if (!earlier.Contains(here, StringComparison.Ordinal))
                _onTarget.Write(here);
        }
    }

    /// <summary>Lets go of the target, which is about to be unmounted.</summary>
    public void LeaveTarget()
    {
        lock (_gate)
        {
            _onTarget?.Dispose();
            _onTarget = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        LeaveTarget();
        _live.Dispose();
    }

    private static StreamWriter Open(string file) => new(
        new FileStream(file, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read, UnixCreateMode = OwnerOnly, BufferSize = 0 }))
    {
        AutoFlush = true,
        NewLine = "\n",
    };
}
