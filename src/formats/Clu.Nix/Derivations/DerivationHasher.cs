using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Derivations;

/// <summary>
/// Computes the paths of outputs. The path of an input-addressed output is a hash of the derivation in which the paths of its own outputs are blank
/// and each input derivation is replaced by its hash in turn, so that it does not matter how a fixed output is got. Remembers what it has computed;
/// for one thread.
/// </summary>
/// <param name="find">Finds the input derivations; called once for each.</param>
/// <param name="directory">The store directory; null for <c>/nix/store</c>.</param>
public sealed class DerivationHasher(Func<StorePath, Derivation> find, StoreDirectory? directory = null)
{
    private readonly StorePathFactory _factory = new(directory ?? StoreDirectory.Default);
    private readonly Dictionary<StorePath, Hashed> _known = [];

    /// <summary>The path of each output, in the derivation's order; null where it is known only after building.</summary>
    /// <exception cref="CluException">CLU0110: outputs do not go together. CLU0111: input derivations lie in a circle, or lack an output.</exception>
    public IReadOnlyList<StorePath?> OutputPaths(Derivation derivation)
    {
        switch (derivation.Kind)
        {
            case DerivationKind.Fixed:
                FixedOutput known = (FixedOutput)derivation.Outputs[0];
                return [_factory.FixedOutput(derivation.OutputObjectName(known.Name), known.Address)];
            case DerivationKind.InputAddressed:
            case DerivationKind.Deferred:
                return Hash(derivation, masked: true) is { } hash
                    ? [.. derivation.Outputs.Select(output => (StorePath?)_factory.Output(output.Name, hash, derivation.OutputObjectName(output.Name)))]
                    : new StorePath?[derivation.Outputs.Count];
            default:
                return new StorePath?[derivation.Outputs.Count];
        }
    }

    /// <summary>
    /// Puts the computed paths into outputs that are deferred, and into their variables; outputs stay deferred where an input has no path yet.
    /// </summary>
    /// <exception cref="CluException">
    /// As <see cref="OutputPaths"/>. CLU0112: an output or its variable holds another path already, or one that cannot be known yet.
    /// </exception>
    public Derivation Fill(Derivation derivation)
    {
        if (derivation.Kind is not (DerivationKind.InputAddressed or DerivationKind.Deferred))
            return derivation;
        IReadOnlyList<StorePath?> paths = OutputPaths(derivation);
        List<DerivationOutput> outputs = [];
        Dictionary<DerivationString, DerivationString> environment = derivation.Environment.ToDictionary();
        foreach ((DerivationOutput output, StorePath? path) in derivation.Outputs.Zip(paths))
        {
            if (output is InputAddressedOutput stated && stated.Path != path)
                throw NixErrors.WrongOutputPath(derivation.Name, output.Name, stated.Path.BaseName, path?.BaseName);
            outputs.Add(path is null ? output : new InputAddressedOutput(output.Name, path));
            DerivationString variable = new(output.Name), value = new(path is null ? "" : _factory.Directory.Print(path));
            bool present = environment.TryGetValue(variable, out DerivationString held);
            if (present && !held.Span.IsEmpty && held != value)
                throw NixErrors.WrongOutputPath(derivation.Name, output.Name, held.ToString(), path?.BaseName);
            if (present || path is not null)
                environment[variable] = value;
        }

        return (derivation with { Outputs = outputs, Environment = [.. environment] }).Sorted();
    }

    /// <summary>The hash that stands for a derivation in those that need it; null where an output path is not known yet.</summary>
    /// <exception cref="CluException">As <see cref="OutputPaths"/>.</exception>
    public Hash? HashModulo(Derivation derivation) => Hash(derivation, masked: false);

    private Hash? Hash(Derivation derivation, bool masked)
    {
        foreach (InputDerivation input in derivation.InputDerivations)
            Learn(input.Path);
        return HashOfKnownInputs(derivation, masked);
    }

    // A stack of its own: closures can be thousands deep.
    private void Learn(StorePath root)
    {
        Stack<(StorePath Path, Derivation Derivation)> open = new();
        HashSet<StorePath> entered = [];
        Enter(root);
        while (open.TryPeek(out (StorePath Path, Derivation Derivation) at))
        {
            if (at.Derivation.InputDerivations.FirstOrDefault(input => !_known.ContainsKey(input.Path)) is { } missing)
            {
                Enter(missing.Path);
                continue;
            }

            _known.Add(at.Path, new Hashed(at.Derivation, HashOfKnownInputs(at.Derivation, masked: false)));
            open.Pop();
        }

        void Enter(StorePath path)
        {
            if (_known.ContainsKey(path))
                return;
            if (!entered.Add(path))
                throw NixErrors.UnsoundInput(path.BaseName, "it is an input of itself");
            open.Push((path, find(path)));
        }
    }

    private Hash? HashOfKnownInputs(Derivation derivation, bool masked)
    {
        DerivationKind kind = derivation.Kind;
        if (kind == DerivationKind.Fixed)
            return HashOfFixed(derivation);
        if (kind is DerivationKind.Floating or DerivationKind.Impure || derivation.IsDynamic)
            return null;
        // Two inputs with the same hash become one.
        SortedDictionary<string, SortedSet<string>> inputs = new(StringComparer.Ordinal);
        foreach (InputDerivation input in derivation.InputDerivations)
        {
            Hashed known = _known[input.Path];
            if (input.Outputs.Names.FirstOrDefault(name => !known.Outputs.Contains(name)) is { } lacking)
                throw NixErrors.UnsoundInput(input.Path.BaseName, $"it has no output '{lacking}', which '{derivation.Name}' needs");
            if (known.Hash is not { } hash)
                return null;
            string key = hash.Digits(HashEncoding.Base16);
            if (!inputs.TryGetValue(key, out SortedSet<string>? outputs))
                inputs.Add(key, outputs = new(StringComparer.Ordinal));
            outputs.UnionWith(input.Outputs.Names);
        }

        Derivation preimage = masked ? Masked(derivation.Sorted()) : derivation.Sorted();
        return Hashing.Hash.Of(HashAlgorithm.Sha256, DerivationTextWriter.WriteModulo(preimage, inputs, _factory.Directory));
    }

    private Hash HashOfFixed(Derivation derivation)
    {
        FixedOutput output = (FixedOutput)derivation.Outputs[0];
        StorePath path = _factory.FixedOutput(derivation.OutputObjectName(output.Name), output.Address);
        string method = OutputMethod.Format(output.Address.Method, output.Address.Hash.Algorithm);
        string text = $"fixed:out:{method}:{output.Address.Hash.Digits(HashEncoding.Base16)}:{_factory.Directory.Print(path)}";
        return Hashing.Hash.Of(HashAlgorithm.Sha256, System.Text.Encoding.UTF8.GetBytes(text));
    }

    private static Derivation Masked(Derivation derivation)
    {
        HashSet<DerivationString> names = [.. derivation.Outputs.Select(output => new DerivationString(output.Name))];
        return derivation with
        {
            Outputs = [.. derivation.Outputs.Select(output => new DeferredOutput(output.Name))],
            Environment = [.. derivation.Environment.Select(variable => names.Contains(variable.Key) ? new(variable.Key, default) : variable)],
        };
    }

    private sealed class Hashed(Derivation derivation, Hash? hash)
    {
        public HashSet<string> Outputs { get; } = [.. derivation.Outputs.Select(output => output.Name)];

        public Hash? Hash { get; } = hash;
    }
}
