using Clu.Images.Trees;
using Clu.Media.Loaders;
using Clu.Media.Menus;
using Clu.Nix.StorePaths;
using Clu.Stores.Trees;
using Clu.Systems.Debian;
using Clu.Systems.Profiles;
using Clu.Systems.Reference;

namespace Clu.Media.Composing;

/// <summary>clu's reference system as what a medium boots.</summary>
internal static class ReferenceLive
{
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

    /// <summary>Describes it.</summary>
    /// <param name="system">The system.</param>
    /// <param name="closure">Its closure.</param>
    /// <param name="program">Its packages, of which the medium's loaders are made too.</param>
    /// <param name="profile">What goes on the medium.</param>
    public static LiveSystem Of(ReferenceSystem system, IReadOnlyList<MediumObject> closure, ClosureProgram program, InstallerProfile profile)
    {
        string kernel = MediumLayout.BootPath(system.KernelFile);
        string initrd = MediumLayout.BootPath(system.InitrdFile);
        List<PlacedFile> files = [new(kernel, FileOnDisk(system.KernelOnDisk)), new(initrd, FileOnDisk(system.InitrdOnDisk))];
        List<EfiTool> tools = [];
        foreach ((string title, char hotkey, EfiArchitecture architecture, string tool) in _efiTools)
        {
            if (AddTool(files, program, tool) is { } path)
                tools.Add(new EfiTool(title, hotkey, architecture, path));
        }

        return new LiveSystem
        {
            Toplevel = system.Toplevel,
            Closure = closure,
            Label = profile.Label,
            Version = system.Label,
            Menu = new BootMenu
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
                BiosMemoryTest = AddTool(files, program, BiosMemoryTest),
                EfiTools = tools,
            },
            Files = files,
            Grub = new PackagedGrub(program),
            Font = FileOnDisk(program.Find(Font)),
            Contents = profile.Contents,
            Compression = profile.Compression,
        };
    }

    /// <summary>Puts a file that a package may have onto the medium.</summary>
    private static string? AddTool(List<PlacedFile> files, ClosureProgram program, string file)
    {
        if (!program.Has(file))
            return null;
        string path = MediumLayout.ToolPath(Path.GetFileName(file));
        files.Add(new PlacedFile(path, FileOnDisk(program.Find(file))));
        return path;
    }

    private static IFileContent FileOnDisk(string path) => ((ImageFile)ObjectTree.Read(path)).Content;
}
