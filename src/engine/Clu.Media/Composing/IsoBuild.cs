using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Media.Hosts;
using Clu.Media.Loaders;
using Clu.Media.Menus;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Stores.Trees;
using Clu.Systems.Debian;
using Clu.Systems.Profiles;
using Clu.Systems.Reference;

namespace Clu.Media.Composing;

/// <summary>The way from a profile to an ISO file: packages, system, boot loaders, plan, image.</summary>
public static class IsoBuild
{
    private const string GrubFolder = "/EFI/BOOT";
    private const string Font = "usr/share/grub/unicode.pf2";

    /// <summary>Debian's memory tester for BIOS; UEFI starts only those that end in <c>.efi</c>.</summary>
    private const string BiosMemoryTest = "boot/memtest86+x64.bin";

    private static readonly (string Title, char Hotkey, EfiArchitecture Architecture, string File)[] _efiTools =
    [
        ("Memory test", 'm', EfiArchitecture.X64, "boot/memtest86+x64.efi"),
        ("Memory test", 'm', EfiArchitecture.Ia32, "boot/memtest86+ia32.efi"),
        ("UEFI Shell", 'u', EfiArchitecture.X64, "usr/share/efi-shell-x64/shellx64.efi"),
        ("UEFI Shell", 'u', EfiArchitecture.Ia32, "usr/share/efi-shell-ia32/shellia32.efi"),
    ];

    /// <summary>Builds the medium.</summary>
    /// <exception cref="Clu.Binary.CluException">See <c>docs/errors.md</c>: CLU04xx for packages and system, CLU052x for the image.</exception>
    public static async Task<IsoBuildResult> RunAsync(IsoBuildRequest request, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        InstallerProfile profile = request.Profile;
        string cluFolder = CluOnMedium.Check(request.CluFolder);
        string file = Path.GetFullPath(request.Output);
        MediumObject[] carried = CheckBefore(profile, file, request.DryRun);
        Dictionary<HostName, HostSystem> found = profile.Hosts.Where(host => host.Toplevel is not null).Select(HostToplevel.Read)
            .ToDictionary(system => system.Profile.Name);
        using LocalStore store = LocalStore.Open(Path.Combine(request.CacheFolder, "store"));
        OfflineParts offline = new(store);
        found = found.ToDictionary(host => host.Key, host => offline.AddTo(host.Value, cancel));
        string scratch = Directory.CreateTempSubdirectory("clu-build-").FullName;
        try
        {
            MediumSystems systems = await new SystemsBuild(request with { CluFolder = cluFolder }, store, scratch)
                .RunAsync(carried, found, progress, cancel).ConfigureAwait(false);
            MediumObject[] objects = [.. systems.Objects(store)];
            MediumManifest manifest = ManifestPlan.Make(profile.Label, systems.Hosts, systems.WithoutHosts, objects.Select(o => o.Info));
            MediumPlan plan = await PlanAsync(request, systems, manifest, objects, scratch, cancel).ConfigureAwait(false);
            return Finish(request, plan, systems, manifest, file, progress, cancel);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>Finds out before the long work what would make it useless.</summary>
    private static MediumObject[] CheckBefore(InstallerProfile profile, string file, bool dryRun)
    {
        if (profile.Contents.FirstOrDefault(content => !Path.Exists(content.Source)) is { } missing)
            throw MediaErrors.MissingContent(missing.Source);
        if (!dryRun)
            PartialFile.CheckPlace(file);
        return [.. StoreContents.Read(profile.StoreContents)];
    }

    private static IsoBuildResult Finish(
        IsoBuildRequest request,
        MediumPlan plan,
        MediumSystems systems,
        MediumManifest manifest,
        string file,
        IProgress<ProgressEvent>? progress,
        CancellationToken cancel)
    {
        byte[] digest = PlanDigest.Of(plan);
        BuildNote notes = new(Path.Combine(request.CacheFolder, "media"));
        string? sha256 = notes.Find(digest, file);
        IsoBuildOutcome outcome = sha256 is not null ? IsoBuildOutcome.Unchanged : request.DryRun ? IsoBuildOutcome.Planned : IsoBuildOutcome.Written;
        if (outcome == IsoBuildOutcome.Written)
        {
            sha256 = MediumWriter.Write(plan, digest, file, progress, cancel);
            Remember(notes, digest, file, sha256, progress);
        }

        return new IsoBuildResult
        {
            File = file,
            Outcome = outcome,
            Size = sha256 is null ? null : new FileInfo(file).Length,
            Sha256 = sha256,
            Label = plan.Label,
            Toplevel = systems.Live.Toplevel,
            Objects = [.. plan.Objects.Select(o => o.Info)],
            PackageCount = systems.PackageCount,
            Hosts = manifest.Hosts,
        };
    }

    /// <summary>The image is done; that a later build cannot know so is no failure of this one.</summary>
    private static void Remember(BuildNote notes, byte[] digest, string file, string sha256, IProgress<ProgressEvent>? progress)
    {
        try
        {
            notes.Write(digest, file, sha256);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            progress?.Report(new ProgressEvent.Warning($"the next build will write the image again: {e.Message}", null));
        }
    }

    private static async Task<MediumPlan> PlanAsync(
        IsoBuildRequest request,
        MediumSystems systems,
        MediumManifest manifest,
        IReadOnlyList<MediumObject> objects,
        string scratch,
        CancellationToken cancel)
    {
        InstallerProfile profile = request.Profile;
        ReferenceSystem system = systems.Live;
        ClosureProgram program = new(systems.LivePackages);
        string marker = MediumLayout.Marker(system.Toplevel.HashPart);
        GrubLoaders loaders = await new GrubLoaderBuilder(program).BuildAsync(marker, GrubFolder, scratch, cancel).ConfigureAwait(false);

        MediumLayout layout = new();
        string kernel = MediumLayout.BootPath(system.KernelFile);
        string initrd = MediumLayout.BootPath(system.InitrdFile);
        layout.Add(kernel, FileOnDisk(system.KernelOnDisk));
        layout.Add(initrd, FileOnDisk(system.InitrdOnDisk));
        layout.AddText(marker, "");
        layout.AddText(MediumLayout.NixosMarker, "");
        layout.AddText(MediumLayout.VersionFile, $"{system.Label}\n");
        layout.Add(MediumManifest.MediumPath, new MemoryContent(ManifestJson.Write(manifest)), ManifestPlan.Mode(manifest));

        List<EfiTool> tools = [];
        foreach ((string title, char hotkey, EfiArchitecture architecture, string tool) in _efiTools)
        {
            if (AddTool(layout, program, tool) is { } path)
                tools.Add(new EfiTool(title, hotkey, architecture, path));
        }

        BootMenu menu = new()
        {
            Title = profile.Edition is null ? profile.Name : $"{profile.Name} {profile.Edition}",
            Subtitle = $"{profile.Label}, Linux {system.KernelRelease}",
            TimeoutSeconds = profile.BootTimeout,
            Kernel = kernel,
            Initrd = initrd,
            KernelParameters =
            [
                $"init={StoreDirectory.Default.Print(system.Toplevel)}/init", $"root=LABEL={profile.Label}", "boot.shell_on_fail", .. system.KernelParameters,
            ],
            BiosMemoryTest = AddTool(layout, program, BiosMemoryTest),
            EfiTools = tools,
        };
        layout.AddMenu(menu, loaders, FileOnDisk(program.Find(Font)));
        foreach (MediumContent content in profile.Contents)
            layout.AddContent(content.Source, content.Target, ObjectTree.Read(content.Source));

        return new MediumPlan
        {
            Label = profile.Label,
            Files = layout.Files,
            Loaders = loaders,
            Objects = objects,
            Compression = new SquashFsOptions
            {
                Codec = profile.Compression.Codec,
                Level = profile.Compression.Level,
                BlockSize = profile.Compression.BlockSize,
                Workers = request.Workers,
            },
        };
    }

    /// <summary>Puts a file that a package may have onto the medium.</summary>
    private static string? AddTool(MediumLayout layout, ClosureProgram program, string file)
    {
        if (!program.Has(file))
            return null;
        string path = $"/EFI/tools/{Path.GetFileName(file)}";
        layout.Add(path, FileOnDisk(program.Find(file)));
        return path;
    }

    private static IFileContent FileOnDisk(string path) => ((ImageFile)ObjectTree.Read(path)).Content;
}
