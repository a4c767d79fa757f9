using Clu.Binary;
using Clu.Nix.BuildResults;
using Clu.Nix.BuildTraces;
using Clu.Nix.Derivations;
using Clu.Nix.Hashing;
using Clu.Nix.ServeProtocol;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;

namespace Clu.Stores.Serving;

/// <summary>What a server that does not build answers to those who want something built: what is there is there.</summary>
/// <param name="store">The store.</param>
/// <param name="fetching">The same, where it may fetch what is missing.</param>
internal sealed class ServeBuilds(IStore store, ISubstitutingStore? fetching)
{
    /// <summary>What Nix says of failures that have no number of their own.</summary>
    public const int FailureStatus = 1;

    // Of the hash that names an output in older versions the client needs nothing: newer Nix writes zeros, too.
    private static readonly Hash _noHash = new(HashAlgorithm.Sha256, new byte[HashAlgorithm.Sha256.Size()]);

    private readonly StoreDerivations _derivations = new(store);

    /// <summary>A message with its hint, for a client that shows text only.</summary>
    public static string Text(CluException error) => error.Hint is { } hint ? $"{error.Message} ({hint})" : error.Message;

    /// <summary>The error of the first target that is not there; null when all are.</summary>
    public CluException? Missing(IReadOnlyList<ServeBuildTarget> targets, CancellationToken cancel)
    {
        try
        {
            foreach (ServeBuildTarget target in targets)
            {
                if (!target.IsDerivation)
                    Require([target.Path], cancel);
                else if (_derivations.Read(target.Path) is { } derivation)
                    Require(Outputs(derivation, target.Outputs).Select(output => output.Path ?? throw NotThere($"{target.Path}!{output.Name}")), cancel);
            }

            return null;
        }
        catch (CluException e)
        {
            return e;
        }
    }

    /// <summary>The result of a build that has nothing to do, or its refusal.</summary>
    public BuildResult Result(Derivation derivation, CancellationToken cancel)
    {
        try
        {
            (string Name, StorePath Path)[] outputs = [.. Outputs(derivation, []).Select(output => (output.Name, output.Path ?? throw NotThere($"{derivation.Name}!{output.Name}")))];
            Require(outputs.Select(output => output.Path), cancel);
            return new BuildResult
            {
                Status = BuildStatus.AlreadyValid,
                Outputs = [.. outputs.Select(output => new BuiltOutput(output.Name, output.Path, []))],
                Realisations = [.. outputs.Select(output => new Realisation { Id = new RealisationId(_noHash, output.Name), Path = output.Path })],
            };
        }
        catch (CluException e)
        {
            return new BuildResult { Status = BuildStatus.MiscFailure, Message = Text(e) };
        }
    }

    /// <summary>The closure of some paths.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="includeOutputs">With what the derivations in it made, as far as it is there, and what that refers to.</param>
    /// <param name="cancel">Ends it.</param>
    public IReadOnlyList<StoreObjectInfo> Closure(IReadOnlyList<StorePath> paths, bool includeOutputs, CancellationToken cancel)
    {
        IReadOnlyList<StoreObjectInfo> closure = StoreClosure.Of(store, paths, cancel);
        if (!includeOutputs)
            return closure;
        HashSet<StorePath> read = [];
        while (true)
        {
            StorePath[] outputs = [.. closure.Select(info => info.Path)
                .Where(path => Derivation.IsDerivation(path) && read.Add(path))
                .SelectMany(path => Outputs(_derivations.Read(path), []))
                .Select(output => output.Path)
                .OfType<StorePath>()
                .Where(path => store.Find(path) is not null)];
            if (outputs.Length == 0)
                return closure;
            closure = StoreClosure.Of(store, [.. closure.Select(info => info.Path), .. outputs], cancel);
        }
    }

    private void Require(IEnumerable<StorePath> paths, CancellationToken cancel)
    {
        StorePath[] wanted = [.. paths];
        if (wanted.Any(path => store.Find(path) is null))
            fetching?.Substitute(wanted, cancel);
        if (wanted.FirstOrDefault(path => store.Find(path) is null) is { } missing)
            throw NotThere(store.Directory.Print(missing));
    }

    /// <summary>Outputs and their paths; null where the path is not known before it is built.</summary>
    /// <param name="derivation">The derivation.</param>
    /// <param name="names">Which; none for all.</param>
    private IEnumerable<(string Name, StorePath? Path)> Outputs(Derivation derivation, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(name => derivation.Outputs.All(output => output.Name != name)) is { } unknown)
            throw NotThere($"{derivation.Name}!{unknown}");
        return derivation.Outputs.Where(output => names.Count == 0 || names.Contains(output.Name)).Select(output => (output.Name, output switch
        {
            InputAddressedOutput addressed => addressed.Path,
            FixedOutput known => new StorePathFactory(store.Directory).FixedOutput(derivation.OutputObjectName(known.Name), known.Address),
            _ => null,
        }));
    }

    private CluException NotThere(string path) => StoreErrors.DoesNotBuild(store.Url, path);
}
