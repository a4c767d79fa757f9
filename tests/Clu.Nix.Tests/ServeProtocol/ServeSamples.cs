using Clu.Nix.BuildResults;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Derivations;
using Clu.Nix.Hashing;
using Clu.Nix.ServeProtocol;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Tests.ServeProtocol;

/// <summary>One of each that goes over the wire.</summary>
internal static class ServeSamples
{
    public static StorePath Foo { get; } = StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo");

    public static StorePath Bar { get; } = StorePath.Parse("n5wkd9frr45pa74if5gpz9j7mifg27fh-bar");

    public static StorePath Drv { get; } = StorePath.Parse("n5wkd9frr45pa74if5gpz9j7mifg27fh-bar.drv");

    public static StoreObjectInfo Info { get; } = new()
    {
        Path = Bar,
        NarHash = Hash.Of(HashAlgorithm.Sha256, "nar"u8),
        NarSize = 120,
        References = [Foo, Bar],
        Deriver = Drv,
        ContentAddress = new ContentAddress(ContentAddressMethod.Nar, Hash.Of(HashAlgorithm.Sha256, "nar"u8)),
        Signatures = [Signature.Parse($"key-1:{Convert.ToBase64String(new byte[64])}")],
        RegistrationTime = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
        Ultimate = true,
    };

    public static BuildResult Result { get; } = new()
    {
        Status = BuildStatus.MiscFailure,
        Message = "clu does not build",
        StopTime = 5,
        Outputs = [new BuiltOutput("out", Bar, [])],
    };

    public static ServeBuildOptions Options { get; } = new() { MaxSilentTime = 1, Timeout = 2, MaxLogSize = 3, Repeats = 0, EnforceDeterminism = true, KeepFailed = true };

    public static IReadOnlyList<ServeRequest> Requests { get; } =
    [
        new QueryValidPathsRequest([Foo, Bar], Lock: true, Substitute: false),
        new QueryPathInfosRequest([Foo]),
        new DumpStorePathRequest(Foo),
        new ImportPathsRequest(),
        new ExportPathsRequest([Foo, Bar]),
        new BuildPathsRequest([new ServeBuildTarget(Drv, ["dev", "out"]), new ServeBuildTarget(Foo, [])], Options),
        new QueryClosureRequest([Foo, Bar], IncludeOutputs: true),
        new BuildDerivationRequest(Drv, Derivation(new InputAddressedOutput("out", Bar), new FloatingOutput("dev", ContentAddressMethod.Nar, HashAlgorithm.Sha256)), Options),
        new BuildDerivationRequest(Drv, Derivation(new FixedOutput("out", new ContentAddress(ContentAddressMethod.Flat, Hash.Of(HashAlgorithm.Sha1, "x"u8)))), Options),
        new AddToStoreNarRequest(Info),
        new AddToStoreNarRequest(new StoreObjectInfo { Path = Foo, NarHash = Info.NarHash, NarSize = 8 }),
    ];

    private static Derivation Derivation(params DerivationOutput[] outputs) => new()
    {
        Name = "bar",
        Outputs = outputs,
        InputSources = [Foo],
        System = new DerivationString("x86_64-linux"),
        Builder = new DerivationString("/bin/sh"),
        Arguments = [new DerivationString("-c"), new DerivationString(""), new DerivationString([0xff, 0x00])],
        Environment = [new(new DerivationString("out"), new DerivationString("/nix/store")), new(new DerivationString("a"), new DerivationString("b"))],
    };
}
