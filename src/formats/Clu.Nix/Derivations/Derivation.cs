using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Derivations;

/// <summary>
/// How something is built: the program, its arguments and environment, what must be there before, and what comes out. Lists keep the order that
/// they were given in; Nix writes them sorted (<see cref="Sorted"/>). Layout: <c>docs/formats/derivation.md</c>.
/// </summary>
public sealed record Derivation
{
    /// <summary>The end of the name of each derivation's path.</summary>
    public const string Extension = ".drv";

    /// <summary>The variable that holds structured attributes, as JSON text.</summary>
    public static readonly DerivationString StructuredAttributes = new("__json");

    /// <summary>Its name: that of the first output and, without <see cref="Extension"/>, of the derivation's path.</summary>
    public required string Name { get; init; }

    /// <summary>What it makes, each name once.</summary>
    public IReadOnlyList<DerivationOutput> Outputs { get; init; } = [];

    /// <summary>What must be built before, each path once.</summary>
    public IReadOnlyList<InputDerivation> InputDerivations { get; init; } = [];

    /// <summary>What must be in the store before, each path once.</summary>
    public IReadOnlyList<StorePath> InputSources { get; init; } = [];

    /// <summary>The platform, for example <c>x86_64-linux</c>.</summary>
    public required DerivationString System { get; init; }

    /// <summary>Path of the program, or <c>builtin:</c> and a name.</summary>
    public required DerivationString Builder { get; init; }

    /// <summary>Its arguments in order.</summary>
    public IReadOnlyList<DerivationString> Arguments { get; init; } = [];

    /// <summary>Its environment, each name once.</summary>
    public IReadOnlyList<KeyValuePair<DerivationString, DerivationString>> Environment { get; init; } = [];

    /// <summary>Whether an input is a derivation that another one makes.</summary>
    public bool IsDynamic => InputDerivations.Any(input => input.Outputs.Dynamic.Count > 0);

    /// <summary>What its outputs are.</summary>
    /// <exception cref="CluException">CLU0110: it has none, or they do not go together.</exception>
    public DerivationKind Kind
    {
        get
        {
            DerivationKind[] kinds = [.. Outputs.Select(Of).Distinct()];
            if (kinds.Length != 1)
                throw NixErrors.OutputsDoNotGoTogether(Name, kinds.Length == 0 ? "it has none" : "they are of several kinds");
            if (kinds[0] == DerivationKind.Fixed && Outputs is not [{ Name: DefaultOutput }])
                throw NixErrors.OutputsDoNotGoTogether(Name, $"an output of fixed content must be alone and named '{DefaultOutput}'");
            return kinds[0];
        }
    }

    /// <summary>The output whose object has the derivation's name.</summary>
    internal const string DefaultOutput = "out";

    /// <summary>The name that a derivation at a path has.</summary>
    /// <exception cref="MalformedDataException">The path does not end in <see cref="Extension"/>.</exception>
    public static string NameOf(StorePath path) => IsDerivation(path)
        ? path.Name[..^Extension.Length]
        : throw new MalformedDataException("store path", -1, "name", MalformedReason.InvalidValue, "a name that ends in .drv", $"'{path}'");

    /// <summary>Whether a path is that of a derivation.</summary>
    public static bool IsDerivation(StorePath path) => path.Name.Length > Extension.Length && path.Name.EndsWith(Extension, StringComparison.Ordinal);

    /// <summary>The name of an output's object: the derivation's name, and <c>-</c> with the output's unless that is <c>out</c>.</summary>
    public string OutputObjectName(string output) => output == DefaultOutput ? Name : $"{Name}-{output}";

    /// <summary>The same with all lists but <see cref="Arguments"/> in byte order, as Nix writes it.</summary>
    public Derivation Sorted() => this with
    {
        Outputs = [.. Outputs.OrderBy(output => output.Name, StringComparer.Ordinal)],
        InputDerivations = [.. InputDerivations.OrderBy(input => input.Path).Select(input => input with { Outputs = input.Outputs.Sorted() })],
        InputSources = [.. InputSources.Order()],
        Environment = [.. Environment.OrderBy(variable => variable.Key)],
    };

    /// <summary>The store path of the derivation itself: that of its text.</summary>
    /// <exception cref="CluException">CLU0102: its name is none.</exception>
    public StorePath PathIn(StorePathFactory factory) => factory.Text(
        Name + Extension, DerivationText.Write(this, factory.Directory), [.. InputDerivations.Select(input => input.Path), .. InputSources]);

    private static DerivationKind Of(DerivationOutput output) => output switch
    {
        InputAddressedOutput => DerivationKind.InputAddressed,
        FixedOutput => DerivationKind.Fixed,
        FloatingOutput => DerivationKind.Floating,
        DeferredOutput => DerivationKind.Deferred,
        ImpureOutput => DerivationKind.Impure,
        _ => throw new InvalidOperationException($"there is no such output as {output.GetType().Name}"),
    };
}
