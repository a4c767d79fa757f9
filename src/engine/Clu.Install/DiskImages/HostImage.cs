using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clu.Images.SquashFs;
using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Layouts;
using Clu.Install.Loaders;
using Clu.Install.Personalising;
using Clu.Install.Plans;
using Clu.Media.Composing;
using Clu.Nix.BootSpecs;
using Clu.Nix.StorePaths;
using Clu.Stores.Progress;

namespace Clu.Install.DiskImages;

/// <summary>Makes images of one host: disks, an archive of its root, or one that is started by kexec. Nobody need be root, and nothing is mounted.</summary>
public static class HostImage
{
    /// <summary>The step of progress.</summary>
    internal const string Step = "image";

    private const long MiB = 1L << 20;

    /// <summary>What a file system needs besides: journal, tables, and some room to begin with.</summary>
    private const long Spare = 320 * MiB;

    /// <summary>Bytes before and behind the root: tables, and the partition of the loader.</summary>
    private static long Around(HostImageFormat format) => (format == HostImageFormat.RawEfi ? 258 : 3) * MiB;

    /// <summary>What the name of the file ends with.</summary>
    public static string Ending(HostImageFormat format) => format switch
    {
        HostImageFormat.Raw or HostImageFormat.RawEfi => ".img",
        HostImageFormat.Qcow2 => ".qcow2",
        HostImageFormat.Tar => SystemTarball.Endings[0],
        HostImageFormat.Kexec => "-kexec.tar.zst",
    };

    /// <summary>Makes it.</summary>
    /// <exception cref="Clu.Binary.CluException">As <see cref="HostBuild"/>, and CLU0580 to CLU0583, CLU0586: a tool fails, a name or size cannot be, or the place refuses.</exception>
    public static Task<HostImageResult> RunAsync(HostImageRequest request, IProgress<ProgressEvent>? progress, CancellationToken cancel) => HostBuild.RunAsync(
        request.Build with { Tools = ImageTools.Of(request.Format) },
        (host, scratch) => MakeAsync(request, host, scratch, progress, cancel),
        progress,
        cancel);

    private static async Task<HostImageResult> MakeAsync(
        HostImageRequest request, BuiltHost host, string scratch, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        string file = Path.GetFullPath(request.Output);
        RootTree tree = new(scratch);
        if (request.Format != HostImageFormat.Kexec)
            SystemRoot.Fill(tree, host, scratch);
        long? size = request.Format is HostImageFormat.Raw or HostImageFormat.RawEfi or HostImageFormat.Qcow2 ? SizeOf(request, tree) : null;
        HostImageResult result = new(request.Build.Host.Name, file, null, size, host.Host.Toplevel, host.Closure.Count, host.Closure.Sum(o => o.Info.NarSize));
        if (request.DryRun)
            return result;
        using ImageOutput output = ImageOutput.Begin(file);
        await output.WriteAsync(part => size is { } disk
            ? WriteDiskAsync(request, host, tree, disk, part, output.Scratch, progress, cancel)
            : WriteArchiveAsync(request, host, tree, part, output.Scratch, progress, cancel)).ConfigureAwait(false);
        return result with { Size = new FileInfo(file).Length };
    }

    private static long SizeOf(HostImageRequest request, RootTree tree)
    {
        // A twentieth for tables, and the kernels once more beside the store.
        long needed = tree.Room + (tree.Room / 20) + Spare + Around(request.Format);
        long size = (request.Size ?? needed) / MiB * MiB;
        return size >= needed - Spare ? size : throw InstallErrors.ImageTooSmall(request.Build.Host.Name.Text, size, needed);
    }

    private static async Task WriteDiskAsync(
        HostImageRequest request, BuiltHost host, RootTree tree, long size, string part, string scratch, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        bool efi = request.Format == HostImageFormat.RawEfi;
        InstallChoices choices = Choices(host, efi, size);
        // Of one system there is one image: its identifiers are derived from what it is.
        byte[] seed = SHA256.HashData(Encoding.UTF8.GetBytes($"{StoreDirectory.Default.Print(host.Host.Toplevel)} {host.Host.Name} {choices.Layout.Name}"));
        DiskPlan disks = DiskPlanner.Plan(choices.Layout, choices.Disks, null, choices.Firmware, new DiskIdentifiers(seed));
        ImageActions.Apply(tree, host, disks, choices);
        LoaderRequest loader = new()
        {
            Host = host.Host,
            BootSpec = Spec(host),
            Disks = disks,
            Kind = choices.Loader,
            Firmware = choices.Firmware,
            Built = new DateOnly(1970, 1, 1),
            MachineId = null,
            RandomSeed = ReadOnlyMemory<byte>.Empty,
            Files = new LoaderFiles { SystemdBoot = efi ? host.Program.Find(ImageTools.SystemdBoot) : ImageTools.SystemdBoot },
        };
        foreach (InstallAction action in LoaderPlanner.Files(loader).Where(action => action is not InstallAction.Run))
            tree.Apply(action);
        if (!efi)
            tree.AddTree(new GrubDisk(host.Program).ModuleFolder, "/boot/grub/i386-pc");
        tree.Folder("/boot", Images.Trees.UnixPermissions.Executable);
        string raw = request.Format == HostImageFormat.Qcow2 ? Path.Combine(scratch, "disk.img") : part;
        progress?.Report(new ProgressEvent.StepStarted(Step, $"Making the disk of {host.Host.Name}", tree.Bytes));
        await new DiskWriter(host, disks, size, scratch).WriteAsync(tree, raw, progress, cancel).ConfigureAwait(false);
        progress?.Report(new ProgressEvent.StepFinished(Step, $"{host.Closure.Count} store objects"));
        if (raw != part)
            await Qcow2Disk.MakeAsync(raw, size, part, progress, cancel).ConfigureAwait(false);
    }

    private static async Task WriteArchiveAsync(
        HostImageRequest request, BuiltHost host, RootTree tree, string part, string scratch, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        // It is on no disk that clu knows: whoever unpacks it mounts it.
        DiskPlan disks = new() { Steps = [], Mounts = [], KernelParameters = [], StoreRoom = 0 };
        ImageActions.Apply(tree, host, disks, Choices(host, efi: true, 1L << 40));
        IEnumerable<KeyValuePair<string, RootEntry>> entries = tree.Entries;
        string prefix = "./";
        if (request.Format == HostImageFormat.Kexec)
        {
            SquashFsOptions options = new()
            {
                Codec = request.Build.Live.Profile.Compression.Codec,
                Level = request.Build.Live.Profile.Compression.Level,
                BlockSize = request.Build.Live.Profile.Compression.BlockSize,
                Workers = request.Build.Workers,
            };
            progress?.Report(new ProgressEvent.StepStarted(Step, $"Compressing the store of {host.Host.Name}", host.Closure.Sum(o => o.Info.NarSize)));
            entries = new KexecTarball(host, Spec(host), scratch).Make(tree, options, new StepBytes(progress, Step, cancel), cancel);
            progress?.Report(new ProgressEvent.StepFinished(Step, $"{host.Closure.Count} store objects"));
            prefix = "";
        }
        else
        {
            // What a container starts.
            tree.Link("/sbin/init", "/nix/var/nix/profiles/system/init");
            // By this it knows the folder for a system's, before that has started for the first time and made it its own.
            tree.Link("/etc/os-release", "/nix/var/nix/profiles/system/etc/os-release");
        }

        progress?.Report(new ProgressEvent.StepStarted(SystemTarball.Step, $"Packing {host.Host.Name}", entries.Sum(entry => entry.Value is RootFile packed ? packed.Length : 0)));
        await using FileStream output = new(part, FileMode.CreateNew, FileAccess.Write);
        SystemTarball.Write(entries, prefix, output, request.Output, progress, cancel);
        progress?.Report(new ProgressEvent.StepFinished(SystemTarball.Step, $"{host.Closure.Count} store objects"));
    }

    private static InstallChoices Choices(BuiltHost host, bool efi, long size) => new()
    {
        Host = host.Host,
        Disks = [new BlockDevice { Path = "/dev/image", Size = size }],
        Layout = ReadLayout(efi ? "image-efi" : "image-bios"),
        Firmware = efi ? TargetFirmware.Uefi : TargetFirmware.Bios,
        Loader = efi ? LoaderKind.SystemdBoot : LoaderKind.Grub,
        Machine = ImageActions.Machine(host.Host),
    };

    private static BootSpec Spec(BuiltHost host)
    {
        using ObjectStore store = new(host.Closure);
        return BootSpec.Read(Encoding.UTF8.GetBytes(new StoreTargetFiles(store, host.Host.Toplevel).ReadText("boot.json") ?? ""));
    }

    private static DiskLayout ReadLayout(string name)
    {
        using Stream stream = typeof(HostImage).Assembly.GetManifestResourceStream(string.Create(CultureInfo.InvariantCulture, $"Clu.Install.DiskImages.{name}.toml"))!;
        using StreamReader reader = new(stream);
        return LayoutReader.Parse(reader.ReadToEnd(), $"{name}.toml");
    }
}
