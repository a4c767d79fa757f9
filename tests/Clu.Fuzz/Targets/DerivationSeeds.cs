using Clu.Nix.Derivations;
using Clu.Nix.StorePaths;
using Clu.Testing;

namespace Clu.Fuzz.Targets;

/// <summary>The derivations that Nix made for the unit tests.</summary>
internal static class DerivationSeeds
{
    /// <summary>All of them, in the order of their paths.</summary>
    internal static IEnumerable<Derivation> All() =>
        Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "tests/Clu.Nix.Tests/Derivations/Golden"), "*.drv").Order(StringComparer.Ordinal)
            .Select(file => DerivationText.Read(File.ReadAllBytes(file), StorePath.Parse(Path.GetFileName(file))));
}
