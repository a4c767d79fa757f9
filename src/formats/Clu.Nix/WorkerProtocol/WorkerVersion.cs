using System.Globalization;

namespace Clu.Nix.WorkerProtocol;

/// <summary>A version of the worker protocol, 1.x, with the features that both sides have. See <c>docs/formats/worker-protocol.md</c>.</summary>
/// <param name="Minor">What follows the <c>1.</c></param>
public sealed record WorkerVersion(int Minor)
{
    /// <summary>What every version so far begins with.</summary>
    public const int Major = 1;

    /// <summary>The oldest that Nix of today speaks; Nix 2.0 has it.</summary>
    public static WorkerVersion Oldest { get; } = new(18);

    /// <summary>The newest, with the features that clu has a use for.</summary>
    public static WorkerVersion Newest { get; } = new(38) { Features = [WorkerFeatures.DeleteReferrers, WorkerFeatures.RealisationWithPath] };

    /// <summary>Names of features, sorted, each once; 1.38 is the first that has any.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Whether it is that version or a later one.</summary>
    public bool Has(int minor) => Minor >= minor;

    /// <summary>Whether both sides have a feature.</summary>
    public bool Has(string feature) => Features.Contains(feature);

    /// <summary><c>1.38</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
