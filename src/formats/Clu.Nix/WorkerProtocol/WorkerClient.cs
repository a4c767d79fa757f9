using Clu.Binary;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.WorkerProtocol;

/// <summary>
/// The client's side of a connection to a Nix daemon; one operation at a time. Reads not a byte more than the daemon has to send. See
/// <c>docs/formats/worker-protocol.md</c>.
/// </summary>
/// <remarks>
/// Every operation may throw <see cref="WorkerErrorException"/> when the daemon refuses and <see cref="MalformedDataException"/> when what it
/// sends is not of this protocol. What comes is bounded: see <see cref="WorkerLimits"/>.
/// </remarks>
public sealed partial class WorkerClient
{
    /// <summary>Name of the protocol in errors.</summary>
    public const string Format = WorkerMagic.Format;

    private readonly ProtocolReader _reader;
    private readonly ProtocolWriter _writer;
    private readonly Func<bool> _hasInput;
    private readonly Action<WorkerMessage>? _log;

    /// <summary>Greets a daemon.</summary>
    /// <param name="input">What the daemon sends, buffered; not disposed.</param>
    /// <param name="output">What it gets, buffered; not disposed.</param>
    /// <param name="hasInput">Whether the daemon has sent something that was not read.</param>
    /// <param name="directory">Where store paths lie.</param>
    /// <param name="offered">The newest version to speak; null for <see cref="WorkerVersion.Newest"/>.</param>
    /// <param name="log">Told what the daemon logs; null to pass over it.</param>
    public WorkerClient(
        Stream input, Stream output, Func<bool> hasInput, StoreDirectory directory, WorkerVersion? offered = null, Action<WorkerMessage>? log = null)
    {
        _reader = new ProtocolReader(input, WorkerMagic.Format, directory);
        _writer = new ProtocolWriter(output, directory);
        _hasInput = hasInput;
        _log = log;
        Version = WorkerHandshake.Greet(_reader, _writer, offered ?? WorkerVersion.Newest);
        if (!Version.Has(WorkerVersion.Oldest.Minor))
            throw _reader.Wire.Malformed(8, "version", MalformedReason.Unsupported, $"{WorkerVersion.Oldest} or newer", Version.ToString());
        _writer.Bool(false); // no choice of processors
        _writer.Bool(false); // no reserved space
        _writer.Flush();
        Daemon = WorkerDaemonInfo.Read(_reader, Version);
        Await();
        IsSound = true;
    }

    /// <summary>What both sides speak.</summary>
    public WorkerVersion Version { get; }

    /// <summary>What the daemon says of itself.</summary>
    public DaemonInfo Daemon { get; }

    /// <summary>Whether the next operation can follow: neither is one under way, nor did one end in the middle.</summary>
    public bool IsSound { get; private set; }

    /// <summary>Tells the daemon how to work for this client; unless it takes no options.</summary>
    public void SetOptions(WorkerOptions options)
    {
        if (Version.Has(WorkerFeatures.NoOptions))
            return;
        Begin(WorkerOperation.SetOptions);
        options.Write(_writer);
        Await();
        IsSound = true;
    }

    /// <summary>What the store knows of an object; null when it does not have it.</summary>
    public StoreObjectInfo? QueryPathInfo(StorePath path)
    {
        Begin(WorkerOperation.QueryPathInfo);
        _writer.StorePath(path);
        Await();
        return End(() => _reader.Wire.Bool("valid") ? WorkerPathInfo.Read(_reader, path, Version) : null);
    }

    /// <summary>Every path of the store.</summary>
    public IReadOnlyList<StorePath> QueryAllValidPaths()
    {
        Begin(WorkerOperation.QueryAllValidPaths);
        Await();
        return Paths();
    }

    /// <summary>Those of some paths that the store has.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="substitute">Fetch those that its caches have; daemons before 1.27 do not, see <see cref="CanSubstituteMany"/>.</param>
    public IReadOnlyList<StorePath> QueryValidPaths(IEnumerable<StorePath> paths, bool substitute)
    {
        Begin(WorkerOperation.QueryValidPaths);
        _writer.StorePathSet(paths);
        if (CanSubstituteMany)
            _writer.Bool(substitute);
        Await();
        return Paths();
    }

    /// <summary>Whether <see cref="QueryValidPaths"/> fetches.</summary>
    public bool CanSubstituteMany => Version.Has(27);

    /// <summary>Objects that refer to one.</summary>
    public IReadOnlyList<StorePath> QueryReferrers(StorePath path)
    {
        Begin(WorkerOperation.QueryReferrers);
        _writer.StorePath(path);
        Await();
        return Paths();
    }

    /// <summary>Fetches an object and what it refers to from the caches of the store, unless it is there.</summary>
    public void EnsurePath(StorePath path) => Simple(WorkerOperation.EnsurePath, () => _writer.StorePath(path));

    /// <summary>Keeps an object from being collected as long as this connection lasts.</summary>
    public void AddTempRoot(StorePath path) => Simple(WorkerOperation.AddTempRoot, () => _writer.StorePath(path));

    /// <summary>Adds signatures to those that an object has.</summary>
    public void AddSignatures(StorePath path, IEnumerable<Signature> signatures) => Simple(WorkerOperation.AddSignatures, () =>
    {
        _writer.StorePath(path);
        _writer.Signatures(signatures);
    });

    /// <summary>Reads an object's archive.</summary>
    /// <param name="path">The object.</param>
    /// <param name="read">Must read the archive to its end and no further.</param>
    public void NarFromPath(StorePath path, Action<Stream> read)
    {
        Begin(WorkerOperation.NarFromPath);
        _writer.StorePath(path);
        Await();
        IsSound = false;
        read(_reader.Input);
        IsSound = true;
    }

    private void Simple(WorkerOperation operation, Action write)
    {
        Begin(operation);
        write();
        Await();
        // Always 1, and nobody has ever looked at it.
        End(() => _reader.Wire.Number("result"));
    }

    private List<StorePath> Paths() => End(() => _reader.StorePathList("path"));

    private void Begin(WorkerOperation operation)
    {
        if (!IsSound)
            throw new InvalidOperationException("the connection broke in an operation before");
        IsSound = false;
        _writer.Number((long)operation);
    }

    private T End<T>(Func<T> read)
    {
        IsSound = false;
        T answer = read();
        IsSound = true;
        return answer;
    }

    /// <summary>Waits until the daemon has done its work; the answer follows.</summary>
    private void Await()
    {
        _writer.Flush();
        while (!Next())
        {
        }
    }

    /// <summary>Takes one message.</summary>
    /// <returns>Whether it was the last.</returns>
    private bool Next()
    {
        long at = _reader.Wire.Offset;
        WorkerMessage message = WorkerMessageReader.Read(_reader, Version);
        switch (message)
        {
            case WorkerMessage.Last:
                return true;
            case WorkerMessage.Failed failed:
                IsSound = true;
                throw new WorkerErrorException(failed.Error);
            case WorkerMessage.Read read:
                return Supply(at, read.Length);
            default:
                _log?.Invoke(message);
                return false;
        }
    }
}
