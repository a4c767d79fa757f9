using Clu.Binary;
using Clu.Media.Descriptions;
using Clu.Nix.Listings;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Closures;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Systems.Profiles;

namespace Clu.Media.Sources;

/// <summary>Finds systems by their store paths, and fetches them where another store has them: no Nix is needed.</summary>
/// <param name="request">What was named.</param>
/// <param name="progress">Told of each step.</param>
internal sealed class StorePathSources(MediumSourceRequest request, IProgress<ProgressEvent>? progress)
{
    private const string SystemPrefix = "nixos-system-";
    private const long MaxDescription = 16 << 20;

    /// <summary>Store paths that a text names; null for what names none.</summary>
    public static StorePath? PathOf(string text) => text.Contains('#', StringComparison.Ordinal) ? null : StorePathFinder.TryFind(text, StoreDirectory.Default);

    /// <summary>Finds systems.</summary>
    /// <exception cref="CluException">CLU0713: one is no system. CLU0714: no store has it. Others as stores have them.</exception>
    public IReadOnlyList<FoundSystem> Find(IReadOnlyList<string> texts, CancellationToken cancel)
    {
        StorePath[] paths = [.. texts.Select(text => PathOf(text)!)];
        string root = paths.Length == 0 ? "" : Fetch(paths, cancel);
        return [.. texts.Zip(paths, (text, path) => Look(text, NameOf(path), path, root, null))];
    }

    /// <summary>Looks what an object is.</summary>
    /// <param name="text">As it was named.</param>
    /// <param name="name">How it is called as a host.</param>
    /// <param name="path">Its path.</param>
    /// <param name="root">Root of the store that has it.</param>
    /// <param name="hostName">Name of the machine where nobody answers otherwise.</param>
    public static FoundSystem Look(string text, HostName name, StorePath path, string root, HostName? hostName)
    {
        using LocalStore store = LocalStore.OpenReadOnly(root.Length == 0 ? "/" : root) ?? throw MediaErrors.NotInStore(text, root.Length == 0 ? "/" : root);
        StoreObjectInfo info = store.Find(path) ?? throw MediaErrors.NotInStore(text, store.Url);
        string self = store.Directory.Print(path);
        ClosureFiles files = new(store, [info]);
        if (files.Read($"{self}/{MediumDescription.FileName}", MaxDescription) is { } json)
            return new FoundSystem(text, name, path, root, Read($"{self}/{MediumDescription.FileName}", json), hostName);
        return files.ListingOf(info) is ListingDirectory folder && folder.Entries.ContainsKey(FileName.From("boot.json"))
            ? new FoundSystem(text, name, path, root, null, hostName)
            : throw MediaErrors.NoSystem(text, $"it has neither {MediumDescription.FileName} nor boot.json");
    }

    private static MediumDescription Read(string file, byte[] json)
    {
        try
        {
            return MediumDescriptionJson.Read(json);
        }
        catch (MalformedDataException e)
        {
            throw MediaErrors.MalformedDescription(file, e);
        }
    }

    /// <summary>A store on this machine is read where it is; what is elsewhere is copied into clu's own.</summary>
    /// <returns>Root of the store that has the closures.</returns>
    private string Fetch(IReadOnlyList<StorePath> paths, CancellationToken cancel)
    {
        if (request.From.Count == 0)
            return LocalRoot.Of(request.Store, Environment.GetEnvironmentVariable);
        if (request.From is [{ Scheme: "local" } one])
            return LocalRoot.Of(one, _ => null);
        using StoreUnion source = new([.. request.From.Select(StoreOpener.Open)]);
        string root = Path.Combine(request.CacheFolder, "store");
        using LocalStore cache = LocalStore.Open(root);
        ClosureCopy copy = new(source, cache, new CopyOptions { CheckSignatures = request.CheckSignatures, TrustedKeys = request.TrustedKeys, Step = "fetch" });
        CopyPlan plan = copy.Plan(paths, cancel);
        if (plan.Copied.Count > 0)
            copy.Run(plan, progress, cancel);
        return root;
    }

    /// <summary><c>laptop</c> of <c>nixos-system-laptop-25.11.20260101.abcdef</c>.</summary>
    private static HostName NameOf(StorePath path)
    {
        string name = path.Name.StartsWith(SystemPrefix, StringComparison.Ordinal) ? path.Name[SystemPrefix.Length..] : path.Name;
        for (int dash = name.IndexOf('-', StringComparison.Ordinal); dash > 0; dash = name.IndexOf('-', dash + 1))
        {
            if (dash + 1 < name.Length && char.IsAsciiDigit(name[dash + 1]))
            {
                name = name[..dash];
                break;
            }
        }

        return HostName.Nearest(name) ?? HostName.Parse("host");
    }
}
