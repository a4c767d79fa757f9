using System.CommandLine;
using Clu.Media.Sources;
using Clu.Stores;
using Clu.Systems.Flakes;

namespace Clu.Cli.Commands;

/// <summary>Where systems come from that are named as targets: options of the commands that take them.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string[]> _from = new("--from")
    {
        Description = "Store that has the store paths; may be repeated",
        HelpName = "URL",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string> _store = StoreOptions.Store();

    private readonly Option<bool> _noCheckSigs = new("--no-check-sigs") { Description = "Take objects of --from without the signature of a trusted key" };

    private readonly Option<string[]> _trustedKey = StoreOptions.TrustedKey();

    /// <summary>Makes them.</summary>
    public SourceOptions() => _store.Description = "Where Nix builds (default: auto, this machine's)";

    /// <summary>In the order of the help.</summary>
    public IReadOnlyList<Option> All => [_from, _store, _noCheckSigs, _trustedKey];

    /// <summary>Whether <c>--from</c> was given.</summary>
    public bool HasFrom(ParseResult parsed) => parsed.GetValue(_from) is { Length: > 0 };

    /// <summary>What was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="targets">Configurations of flakes, and store paths.</param>
    /// <param name="cacheFolder">Folder of the store that objects are fetched into.</param>
    /// <param name="offline">Whether no cache is asked.</param>
    public MediumSourceRequest Request(ParseResult parsed, IReadOnlyList<string> targets, string cacheFolder, bool offline)
    {
        string storeUrl = parsed.GetRequiredValue(_store);
        return new MediumSourceRequest
        {
            Targets = targets,
            From = [.. (parsed.GetValue(_from) ?? []).Select(StoreUrl.Parse)],
            Store = StoreUrl.Parse(storeUrl),
            CacheFolder = cacheFolder,
            CheckSignatures = !parsed.GetValue(_noCheckSigs),
            TrustedKeys = StoreOptions.Keys(parsed.GetValue(_trustedKey) ?? []),
            Nix = new NixOptions { Offline = offline, Store = storeUrl == "auto" ? null : storeUrl },
        };
    }
}
