using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Derivations;

/// <summary>What a derivation makes, and how the path of it comes about.</summary>
/// <param name="Name">As in <c>$out</c>; letters, digits and <c>+ - . _ ? =</c>.</param>
public abstract record DerivationOutput(string Name);

/// <summary>The path is computed from the derivation itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">The path, as the derivation states it; <see cref="DerivationHasher"/> recomputes it.</param>
public sealed record InputAddressedOutput(string Name, StorePath Path) : DerivationOutput(Name);

/// <summary>The content is known beforehand, and so is the path: what a download makes.</summary>
/// <param name="Name">Its name; alone, and <c>out</c> in all that Nix makes.</param>
/// <param name="Address">The content.</param>
public sealed record FixedOutput(string Name, ContentAddress Address) : DerivationOutput(Name);

/// <summary>The path is computed from the content after it was built.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">What of it will be hashed.</param>
/// <param name="Algorithm">How.</param>
public sealed record FloatingOutput(string Name, ContentAddressMethod Method, HashAlgorithm Algorithm) : DerivationOutput(Name);

/// <summary>Input-addressed, but an input has no path yet that it could be computed from.</summary>
/// <param name="Name">Its name.</param>
public sealed record DeferredOutput(string Name) : DerivationOutput(Name);

/// <summary>As <see cref="FloatingOutput"/>, but another build may have another result, so nothing is kept of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">What of it will be hashed.</param>
/// <param name="Algorithm">How.</param>
public sealed record ImpureOutput(string Name, ContentAddressMethod Method, HashAlgorithm Algorithm) : DerivationOutput(Name);
