using Clu.Nix.Derivations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Nix.ServeProtocol;

/// <summary>What a client asks.</summary>
public abstract record ServeRequest;

/// <summary>Which of some paths there are.</summary>
/// <param name="Paths">The paths.</param>
/// <param name="Lock">Keep them from being collected until the connection ends.</param>
/// <param name="Substitute">Fetch those that are not there first, if a cache has them.</param>
public sealed record QueryValidPathsRequest(IReadOnlyList<StorePath> Paths, bool Lock, bool Substitute) : ServeRequest;

/// <summary>What is known of some paths.</summary>
/// <param name="Paths">The paths; the answer leaves out those that are not there.</param>
public sealed record QueryPathInfosRequest(IReadOnlyList<StorePath> Paths) : ServeRequest;

/// <summary>The archive of an object.</summary>
/// <param name="Path">The object.</param>
public sealed record DumpStorePathRequest(StorePath Path) : ServeRequest;

/// <summary>Take the objects of an export, which follows.</summary>
public sealed record ImportPathsRequest : ServeRequest;

/// <summary>Objects as an export. Newer servers of Nix no longer know it.</summary>
/// <param name="Paths">The objects.</param>
public sealed record ExportPathsRequest(IReadOnlyList<StorePath> Paths) : ServeRequest;

/// <summary>See that some objects are there, and build them if they are not.</summary>
/// <param name="Targets">What to build.</param>
/// <param name="Options">How.</param>
public sealed record BuildPathsRequest(IReadOnlyList<ServeBuildTarget> Targets, ServeBuildOptions Options) : ServeRequest;

/// <summary>All that some objects refer to.</summary>
/// <param name="Paths">The objects.</param>
/// <param name="IncludeOutputs">With what the derivations among them made.</param>
public sealed record QueryClosureRequest(IReadOnlyList<StorePath> Paths, bool IncludeOutputs) : ServeRequest;

/// <summary>Build a derivation that need not be in the store.</summary>
/// <param name="Path">Where it would be.</param>
/// <param name="Derivation">The derivation; it has no input derivations.</param>
/// <param name="Options">How.</param>
public sealed record BuildDerivationRequest(StorePath Path, Derivation Derivation, ServeBuildOptions Options) : ServeRequest;

/// <summary>Take an object. Its archive follows, of as many bytes as <see cref="StoreObjectInfo.NarSize"/> says.</summary>
/// <param name="Info">What is known of it.</param>
public sealed record AddToStoreNarRequest(StoreObjectInfo Info) : ServeRequest;
