using Clu.Images.Iso9660;
using Clu.Images.Trees;
using Clu.Media.Contracts;
using Clu.Media.Descriptions;
using Clu.Media.Loaders;
using Clu.Media.Menus;
using Clu.Nix.BootSpecs;
using Clu.Stores.Closures;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Stores.Trees;
using Clu.Systems.Profiles;
using Clu.Systems.Programs;

namespace Clu.Media.Composing;

/// <summary>A NixOS system as what a medium boots.</summary>
/// <param name="store">Where it is.</param>
/// <param name="files">Files of all that its description names.</param>
/// <param name="description">What its configuration says of the medium.</param>
/// <param name="contract">How it boots.</param>
internal sealed class NixosLive(LocalStore store, ClosureFiles files, MediumDescription description, LiveContractReport contract)
{
    private const string ShellOnFail = "boot.shell_on_fail";
    private const string Root = "root=";

    private static readonly byte[] _png = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    private readonly SortedDictionary<string, PlacedFile> _placed = new(StringComparer.Ordinal);

    /// <summary>Describes it.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0220: the label is none. CLU0718: a file that the description names is not there.</exception>
    public LiveSystem Make(IProgress<ProgressEvent>? progress)
    {
        BootSpec boot = contract.Boot ?? throw new InvalidOperationException("the system does not say how it boots");
        BootEntry main = Entry(boot, Title());
        BootMenu menu = new()
        {
            Title = main.Title,
            Subtitle = boot.Label,
            TimeoutSeconds = description.Timeout,
            Kernel = main.Kernel,
            Initrd = main.Initrd,
            KernelParameters = main.KernelParameters,
            ShowsSystem = description.ShowConfiguration,
            Specialisations =
            [
                .. boot.Specialisations.OrderBy(variant => variant.Key, StringComparer.Ordinal).Select(variant => Entry(variant.Value, $"{Title()} ({variant.Key})")),
            ],
            Graphics = !description.ForceTextMode,
            FindsIsoFile = contract.StageOne == StageOne.Script,
            ChecksMedium = false,
            BiosMemoryTest = Tool(description.MemoryTest.Bios, "memtest.bin"),
            EfiTools = Tool(description.MemoryTest.Efi, "memtest.efi") is { } test ? [new EfiTool("Memory test", 'm', EfiArchitecture.X64, test)] : [],
        };
        WarnOfLoaders(progress);
        Place(MediumDescription.MediumPath, new MemoryContent(MediumDescriptionJson.Write(description)));
        return new LiveSystem
        {
            Toplevel = description.Toplevel,
            Closure = [.. store.Closure([description.Toplevel]).Select(info => new MediumObject(info, store.PhysicalPath(info.Path)))],
            Label = VolumeLabel.Parse(description.VolumeId),
            Version = description.Label,
            Menu = menu,
            Files = [.. _placed.Values],
            Grub = new StoreGrub(description.Grub, new StoreProgram(store, files), OnDisk),
            Ways = new BootWays(description.MakeBiosBootable, description.MakeEfiBootable, description.MakeUsbBootable),
            Font = Content(description.Grub.Font),
            Background = Background(progress),
            Contents = [.. description.Contents.Select(content => new MediumContent(OnDisk(content.Source), content.Target[1..]))],
            Compression = description.Compression,
        };
    }

    private void WarnOfLoaders(IProgress<ProgressEvent>? progress)
    {
        if (description.MakeBiosBootable && description.Grub.Bios is null)
            progress?.Report(new ProgressEvent.Warning("no BIOS will boot the medium: the configuration's GRUB has no modules for i386-pc", "name them as grub.i386-pc, or set isoImage.makeBiosBootable to false"));
        if (description.MakeEfiBootable && description.Grub.EfiX64 is null)
            progress?.Report(new ProgressEvent.Warning("no 64-bit UEFI will boot the medium: the configuration's GRUB has no modules for x86_64-efi", "name them as grub.x86_64-efi, or set isoImage.makeEfiBootable to false"));
    }

    /// <summary>The words of NixOS's installer, in its order.</summary>
    private string Title()
    {
        string configuration = description.ConfigurationName is { } name ? $" {name}" : "";
        return $"{description.PrependToMenuLabel}{description.Name} {description.Label}{description.AppendToMenuLabel}{configuration}";
    }

    private BootEntry Entry(BootSpec boot, string title) => new(title, BootFile(boot.Kernel), BootFile(boot.Initrd ?? $"{boot.Toplevel}/initrd"), Parameters(boot));

    /// <summary>A script looks for <c>root=</c>; systemd has a table of file systems in the ramdisk and would mount what <c>root=</c> names over it.</summary>
    private List<string> Parameters(BootSpec boot)
    {
        List<string> parameters = [$"init={boot.Init}"];
        if (contract.StageOne == StageOne.Script)
        {
            if (!boot.KernelParameters.Any(parameter => parameter.StartsWith(Root, StringComparison.Ordinal)))
                parameters.Add($"{Root}LABEL={description.VolumeId}");
            if (!boot.KernelParameters.Contains(ShellOnFail))
                parameters.Add(ShellOnFail);
        }

        parameters.AddRange(boot.KernelParameters);
        return parameters;
    }

    private string BootFile(string path)
    {
        string place = MediumLayout.BootPath(path);
        Place(place, FileOnDisk(Find(path)));
        return place;
    }

    private string? Tool(StoreFile? tool, string name)
    {
        if (tool is null)
            return null;
        string place = MediumLayout.ToolPath(name);
        Place(place, Content(tool));
        return place;
    }

    /// <summary>One menu serves all firmware, so that one of the two pictures is seen.</summary>
    private IFileContent? Background(IProgress<ProgressEvent>? progress)
    {
        if ((description.EfiSplashImage ?? description.SplashImage) is not { } picture)
            return null;
        IFileContent content = Content(picture);
        byte[] start = new byte[_png.Length];
        using (Stream stream = content.Open())
            stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (start.AsSpan().SequenceEqual(_png))
            return content;
        progress?.Report(new ProgressEvent.Warning($"the boot menu's picture '{picture}' is no PNG; clu's own is taken", "name a PNG as isoImage.efiSplashImage"));
        return null;
    }

    private void Place(string path, IFileContent content) => _placed[path] = new PlacedFile(path, content);

    private IFileContent Content(StoreFile file) => FileOnDisk(OnDisk(file));

    private string OnDisk(StoreFile file) => Find(file.ToString());

    private string Find(string path) => files.Find(path) is { } node
        ? store.PhysicalPath(node.Object.Path) + node.Inside
        : throw MediaErrors.MissingDescribed(path);

    private static IFileContent FileOnDisk(string path) => ObjectTree.Read(path) is ImageFile file ? file.Content : throw MediaErrors.MissingDescribed(path);
}
