using Clu.Fuzz.Targets;

namespace Clu.Fuzz;

/// <summary>Every target, one a line.</summary>
public static class FuzzTargets
{
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new HashTarget(),
        new StorePathTarget(),
        new ContentAddressTarget(),
        new NarTarget(),
        new RegistrationTarget(),
        new BootSpecTarget(),
        new SignatureTarget(),
        new NarInfoTarget(),
        new CacheInfoTarget(),
        new CacheRootTarget(),
        new BundleIndexTarget(),
        new BundlePartsTarget(),
        new ListingTarget(),
        new ExportTarget(),
        new ServeRequestTarget(),
        new ServeReplyTarget(),
        new TemporaryRootsTarget(),
        new DatabaseTarget(),
        new WorkerProtocolTarget(),
        new FramesTarget(),
        new PathInfoTarget(),
        new BuildTraceTarget(),
        new FlakeLockTarget(),
        new FlakeRegistryTarget(),
        new DerivationTarget(),
        new DerivationJsonTarget(),
        new CpioTarget(),
        new FatTarget(),
        new GptTarget(),
        new MbrTarget(),
        new Iso9660Target(),
        new SquashFsTarget(),
        new SquashFsSegmentTarget(),
        new ProfileTarget(),
        new AnswersTarget(),
        new ManifestTarget(),
        new MediumDescriptionTarget(),
        new NixLogTarget(),
        new InitrdTarget(),
        new MediumChecksumTarget(),
        new PersonalAreaTarget(),
    ];
}
