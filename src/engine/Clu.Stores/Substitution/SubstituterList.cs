using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Copying;

namespace Clu.Stores.Substitution;

/// <summary>Substituters in the order in which they are asked. One that fails is told once and then left out.</summary>
internal sealed class SubstituterList : IDisposable
{
    private readonly Substituter[] _all;
    private readonly bool[] _failed;
    private readonly SignatureRule? _rule;
    private readonly Action<string> _warn;

    private SubstituterList(Substituter[] all, SignatureRule? rule, Action<string> warn)
    {
        _all = all;
        _failed = new bool[all.Length];
        _rule = rule;
        _warn = warn;
    }

    /// <summary>Opens those that can be opened; in the order of their priorities, else in the order given.</summary>
    /// <param name="urls">Their URLs.</param>
    /// <param name="directory">What they must have paths for.</param>
    /// <param name="rule">Which objects may be taken from one that is not trusted; null for all.</param>
    /// <param name="warn">Told what fails.</param>
    public static SubstituterList Open(IReadOnlyList<string> urls, StoreDirectory directory, SignatureRule? rule, Action<string> warn)
    {
        Substituter?[] opened = new Substituter?[urls.Count];
        Parallel.For(0, urls.Count, index =>
        {
            try
            {
                StoreUrl url = StoreUrl.Parse(urls[index]);
                IStore store = StoreOpener.Open(url);
                if (store.Directory == directory)
                {
                    opened[index] = new Substituter(store, url.Parameters.GetValueOrDefault("trusted") is "1" or "true", (store as BinaryCacheStore)?.Priority ?? 0);
                    return;
                }

                warn($"'{store.Url}' is for {store.Directory}, not {directory}; it is not asked");
                store.Dispose();
            }
            catch (CluException e)
            {
                warn($"'{urls[index]}' is not asked: {e.Message}");
            }
        });
        return new SubstituterList([.. opened.OfType<Substituter>().OrderBy(one => one.Priority)], rule, warn);
    }

    /// <summary>Who has an object that may be taken; the first ones first.</summary>
    public IEnumerable<(IStore Store, StoreObjectInfo Info)> Offers(StorePath path)
    {
        for (int i = 0; i < _all.Length; i++)
        {
            if (Find(i, path) is { } info)
                yield return (_all[i].Store, info with { Ultimate = false });
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Substituter one in _all)
            one.Store.Dispose();
    }

    private StoreObjectInfo? Find(int index, StorePath path)
    {
        Substituter asked = _all[index];
        if (Volatile.Read(ref _failed[index]))
            return null;
        try
        {
            StoreObjectInfo? info = asked.Store.Find(path);
            if (info is null || asked.IsTrusted || _rule is null || _rule.Allows(info))
                return info;
            _warn($"'{asked.Store.Directory.Print(path)}' of '{asked.Store.Url}' has no signature of a trusted key; it is not taken");
            return null;
        }
        catch (CluException e) when (e.Kind == ErrorKind.Data)
        {
            _warn(e.Message);
            return null;
        }
        catch (CluException e)
        {
            if (!Interlocked.Exchange(ref _failed[index], true))
                _warn($"'{asked.Store.Url}' is not asked any more: {e.Message}");
            return null;
        }
    }
}
