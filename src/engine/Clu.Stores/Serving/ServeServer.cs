using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.ServeProtocol;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Copying;
using Clu.Stores.Exports;
using Clu.Stores.Local;

namespace Clu.Stores.Serving;

/// <summary>
/// Answers the client of an <c>ssh://</c> store as <c>nix-store --serve</c> does. The client's user may have been let in for this alone:
/// nothing that it says is believed, and nothing but the store is touched.
/// </summary>
/// <param name="store">The store that is served.</param>
/// <param name="readOnly">Why nothing may be written; null where the client may write, and then the store is an <see cref="IWritableStore"/>.</param>
public sealed class ServeServer(IStore store, string? readOnly)
{
    private const int InfosAtOnce = 256;

    private readonly SignatureRule _rule = new(Nix.Signatures.TrustedKeys.None, store.Directory);
    private readonly ServeBuilds _builds = new(store, readOnly is null ? store as ISubstitutingStore : null);

    /// <summary>Answers until the client is done.</summary>
    /// <param name="input">What the client says, buffered.</param>
    /// <param name="output">Goes to the client, buffered.</param>
    /// <param name="cancel">Ends it before the next request, or while an object is received.</param>
    /// <exception cref="CluException">
    /// CLU0342: the client wants to write. CLU0304: it asks for what is not there. CLU0343, CLU0344, CLU0310: what it sends is not sound. CLU0345: it
    /// does not speak the protocol. The protocol has no errors, so the connection has to end with the message on standard error.
    /// </exception>
    public void Run(Stream input, Stream output, CancellationToken cancel)
    {
        try
        {
            ServeVersion version = ServeHandshake.AsServer(input, output);
            ServeRequestReader requests = new(input, version, store.Directory);
            ServeReplyWriter replies = new(output, version, store.Directory);
            while (requests.Next() is { } request)
            {
                cancel.ThrowIfCancellationRequested();
                Answer(request, replies, input, output, cancel);
                replies.Flush();
            }
        }
        catch (MalformedDataException e)
        {
            throw StoreErrors.MalformedQuestion(e);
        }
    }

    private void Answer(ServeRequest request, ServeReplyWriter replies, Stream input, Stream output, CancellationToken cancel)
    {
        switch (request)
        {
            case QueryValidPathsRequest valid:
                replies.Paths(Valid(valid, cancel));
                break;
            case QueryPathInfosRequest infos:
                foreach (StorePath[] some in infos.Paths.Distinct().Chunk(InfosAtOnce))
                {
                    Dictionary<StorePath, StoreObjectInfo> found = Find(some, cancel);
                    foreach (StorePath path in some)
                    {
                        if (found.TryGetValue(path, out StoreObjectInfo? info))
                            replies.PathInfo(info);
                    }
                }

                replies.EndPathInfos();
                break;
            case DumpStorePathRequest dump:
                Dump(Known(dump.Path), output, cancel);
                break;
            case ImportPathsRequest:
                if (Writable() is not LocalStore local)
                    throw StoreErrors.NotSupported($"importing in '{store.Url}'", "copy to it instead");
                local.Import(input, checkSignatures: false, _ => { }, cancel);
                replies.Accepted();
                break;
            case ExportPathsRequest export:
                StoreExport.Write(store, StoreClosure.Sorted(export.Paths.Distinct().Select(Known)), output, (_, _) => cancel.ThrowIfCancellationRequested());
                break;
            case BuildPathsRequest build:
                CluException? refusal = _builds.Missing(build.Targets, cancel);
                replies.BuildPaths(refusal is null ? 0 : ServeBuilds.FailureStatus, refusal is null ? "" : ServeBuilds.Text(refusal));
                break;
            case BuildDerivationRequest build:
                replies.BuildDerivation(_builds.Result(build.Derivation, cancel));
                break;
            case QueryClosureRequest closure:
                replies.Paths(_builds.Closure(closure.Paths, closure.IncludeOutputs, cancel).Select(info => info.Path));
                break;
            case AddToStoreNarRequest add:
                Add(add.Info, input, cancel);
                replies.Accepted();
                break;
        }
    }

    private Dictionary<StorePath, StoreObjectInfo>.KeyCollection Valid(QueryValidPathsRequest request, CancellationToken cancel)
    {
        if (readOnly is null)
        {
            if (request.Lock)
                (store as LocalStore)?.KeepAll();
            if (request.Substitute)
                (store as ISubstitutingStore)?.Substitute(request.Paths, cancel);
        }

        return Find(request.Paths, cancel).Keys;
    }

    private Dictionary<StorePath, StoreObjectInfo> Find(IReadOnlyCollection<StorePath> paths, CancellationToken cancel)
    {
        Dictionary<StorePath, StoreObjectInfo> found = [];
        StoreClosure.Each(
            [.. paths.Distinct()],
            path =>
            {
                if (store.Find(path) is not { } info)
                    return;
                lock (found)
                    found.Add(path, info);
            },
            cancel);
        return found;
    }

    private void Dump(StoreObjectInfo info, Stream output, CancellationToken cancel)
    {
        using HashSink nar = new(info.NarHash.Algorithm);
        using Fork fork = new([nar, output, new Meter(_ => cancel.ThrowIfCancellationRequested())]);
        store.Open(info).WriteNar(fork);
        ObjectCheck.Verify(info, nar.Finish(), nar.Count, store.Directory);
    }

    private void Add(StoreObjectInfo said, Stream input, CancellationToken cancel)
    {
        IWritableStore target = Writable();
        // It was not built here, whatever the client says.
        StoreObjectInfo info = said with { Ultimate = false, RegistrationTime = null };
        string path = store.Directory.Print(info.Path);
        SizedStream archive = new(input, info.NarSize, "archive");
        if (store.Find(info.Path) is null)
        {
            if (info.ContentAddress is { } address && !_rule.IsContentAddressed(info))
                throw StoreErrors.NotItsAddress(path, $"{address}");
            StorePath[] others = [.. info.References.Where(reference => reference != info.Path)];
            if (target.Missing(others) is [{ } missing, ..])
                throw StoreErrors.AdditionLacks(path, store.Directory.Print(missing));
            ReceivedObject content = new(info, archive, path);
            if (target is IImmediateStore immediate)
            {
                immediate.Add(info, content, checkSignatures: false, _ => cancel.ThrowIfCancellationRequested(), cancel);
            }
            else
            {
                target.Place(info, content, _ => { }, cancel);
                target.Register([info]);
            }
        }

        // A store that has it meanwhile does not read it.
        archive.CopyTo(Stream.Null);
    }

    private StoreObjectInfo Known(StorePath path) => store.Find(path) ?? throw StoreErrors.UnknownPath(store.Directory.Print(path), store.Url);

    private IWritableStore Writable() => readOnly is null ? (IWritableStore)store : throw StoreErrors.NotServedToWrite(store.Url, readOnly);
}
