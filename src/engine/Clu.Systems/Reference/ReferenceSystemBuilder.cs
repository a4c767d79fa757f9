using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.BootSpecs;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Stores.Trees;
using Clu.Systems.Debian;
using Clu.Systems.Profiles;
using Clu.Systems.Reference.Environments;
using Clu.Systems.Reference.Kernels;

namespace Clu.Systems.Reference;

/// <summary>
/// Makes a system in NixOS's shape from Debian packages: environment, <c>etc</c>, kernel modules, initial ramdisk and toplevel. No package's
/// script is run; what scripts would do is done here. See <c>docs/reference-system.md</c>.
/// </summary>
/// <param name="store">Where objects go; it has the packages already.</param>
/// <param name="closure">The packages.</param>
/// <param name="profile">The medium.</param>
/// <param name="target">The system to install, which the packages are then for; null = the medium's live system.</param>
public sealed class ReferenceSystemBuilder(LocalStore store, DebianClosure closure, InstallerProfile profile, HostProfile? target = null)
{
    private const string Step = "system";
    private const string NixSystem = "x86_64-linux";

    private readonly SystemDescription _system = target is null ? SystemDescription.OfMedium(profile) : SystemDescription.OfHost(profile, target);

    /// <summary>Builds the system.</summary>
    /// <param name="cluFolder">Folder with the native <c>clu</c> that the system has.</param>
    /// <param name="cluVersion">Its version.</param>
    /// <param name="notes">Folder that remembers systems made before.</param>
    /// <param name="scratch">Empty folder for temporary files.</param>
    /// <param name="progress">Told of the step <c>system</c>.</param>
    /// <param name="cancel">Ends it between two objects.</param>
    /// <exception cref="CluException">CLU0435, CLU0436, CLU0440 to CLU0445: the packages do not make a system.</exception>
    public async Task<ReferenceSystem> BuildAsync(
        string cluFolder, string cluVersion, string notes, string scratch, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        IReadOnlyList<ObjectFiles> packages = ObjectFiles.Read(closure);
        Kernel kernel = Kernel.Find(closure, packages, _system.Kernel.Text);
        string label = $"{cluVersion}.{kernel.Release}";
        SystemNote note = new(notes, closure, _system, cluFolder, cluVersion);
        (StorePath Toplevel, StorePath Initrd)? made = note.Find();
        if (made is null || store.Find(made.Value.Toplevel) is null)
        {
            progress?.Report(new ProgressEvent.StepStarted(Step, "Making the system", null));
            made = await MakeAsync(packages, kernel, label, cluFolder, cluVersion, scratch, cancel).ConfigureAwait(false);
            note.Write(made.Value.Toplevel, made.Value.Initrd);
            progress?.Report(new ProgressEvent.StepFinished(Step, made.Value.Toplevel.BaseName));
        }

        (StorePath toplevel, StorePath initrd) = made.Value;
        return new ReferenceSystem
        {
            Toplevel = toplevel,
            KernelFile = $"{Print(kernel.Object.Path)}/{kernel.ImageFile}",
            InitrdFile = $"{Print(initrd)}/initrd",
            KernelOnDisk = Path.Combine(kernel.Object.PhysicalPath, kernel.ImageFile),
            InitrdOnDisk = Path.Combine(store.PhysicalPath(initrd), "initrd"),
            KernelRelease = kernel.Release,
            KernelParameters = _system.KernelParameters,
            Label = label,
            Closure = store.Closure([toplevel]),
        };
    }

    /// <summary>The files of clu that a system gets: the program and the libraries beside it.</summary>
    internal static IEnumerable<string> CluFiles(string folder) => Directory.EnumerateFiles(folder)
        .Where(file => Path.GetFileName(file) == "clu" || Path.GetExtension(file) == ".so")
        .Order(StringComparer.Ordinal);

    private async Task<(StorePath Toplevel, StorePath Initrd)> MakeAsync(
        IReadOnlyList<ObjectFiles> packages, Kernel kernel, string label, string cluFolder, string cluVersion, string scratch, CancellationToken cancel)
    {
        StorePath[] packagePaths = [.. closure.Objects.Select(o => o.Path)];
        StoreObjectInfo clu = Add($"clu-{cluVersion}", CluTree(cluFolder), []);
        ObjectFiles cluFiles = new(clu.Path, (ImageDirectory)ObjectTree.Read(store.PhysicalPath(clu.Path)));

        ClosureProgram program = new(closure);
        ModuleIndex index = await ModuleIndex.MakeAsync(program, kernel, scratch, cancel).ConfigureAwait(false);
        StoreObjectInfo modules = Add($"linux-{kernel.Release}-modules", ModuleTree(kernel, index), [kernel.Object.Path]);
        cancel.ThrowIfCancellationRequested();

        ImageDirectory initrdTree = new();
        initrdTree.AddPath("initrd", new ImageFile(new MemoryContent(Initrd.Make(closure, kernel, index, _system.Installed)), UnixPermissions.ReadOnly));
        StoreObjectInfo initrd = Add($"initrd-linux-{kernel.Release}", initrdTree, []);
        cancel.ThrowIfCancellationRequested();

        StoreObjectInfo environment = Add(
            "system-path",
            SystemPath.Build([.. packages, cluFiles], $"{Print(modules.Path)}/lib/modules"),
            [.. packagePaths, clu.Path, modules.Path]);
        StoreObjectInfo etc = Add("etc", new Etc(_system, closure, packages, MakeAccounts(packages)).Build(), packagePaths);

        Members members = new(kernel, environment.Path, etc.Path, initrd.Path, modules.Path, label);
        string name = $"nixos-system-{_system.Host}-{cluVersion}";
        StoreObjectInfo toplevel = store.Add(
            name,
            Toplevel(name, members),
            new StoreReferences([.. packagePaths, environment.Path, etc.Path, initrd.Path, modules.Path, clu.Path], Self: true));
        return (toplevel.Path, initrd.Path);
    }

    private static string Print(StorePath path) => StoreDirectory.Default.Print(path);

    private static ImageDirectory CluTree(string folder)
    {
        ImageDirectory tree = new();
        foreach (string file in CluFiles(folder))
            tree.AddPath($"usr/lib/clu/{Path.GetFileName(file)}", new ImageFile(new MemoryContent(File.ReadAllBytes(file)), UnixPermissions.ReadOnlyExecutable));
        tree.AddPath("usr/bin/clu", new ImageSymlink("../lib/clu/clu"));
        tree.AddPath("bin", new ImageSymlink("usr/bin"));
        return tree;
    }

    private static ImageDirectory ModuleTree(Kernel kernel, ModuleIndex index)
    {
        ImageDirectory tree = new();
        string folder = $"lib/modules/{kernel.Release}";
        tree.AddPath($"{folder}/kernel", new ImageSymlink($"{Print(kernel.Object.Path)}/{kernel.ModuleFolder}/kernel"));
        foreach ((string name, byte[] content) in index.Files)
            tree.AddPath($"{folder}/{name}", new ImageFile(new MemoryContent(content), UnixPermissions.ReadOnly));
        return tree;
    }

    private Accounts MakeAccounts(IReadOnlyList<ObjectFiles> packages)
    {
        string Master(string file) => packages.Select(p => p.Root.FindPath($"usr/share/base-passwd/{file}")).OfType<ImageFile>().FirstOrDefault() is { } found
            ? Accounts.TextOf(found)
            : throw SystemErrors.MissingFile($"usr/share/base-passwd/{file}", "has the base accounts (package base-passwd)");
        return new Accounts(Master("passwd.master"), Master("group.master"), Accounts.Declarations(packages), _system.Users, _system.Installed);
    }

    private StoreObjectInfo Add(string name, ImageDirectory tree, IReadOnlyCollection<StorePath> references) =>
        store.Add(name, tree, new StoreReferences(references));

    private ImageDirectory Toplevel(string name, Members members)
    {
        string self = Print(SelfPlaceholder.For(name));
        DebianObject shell = closure.FindPackage("busybox-static") ?? throw SystemErrors.MissingFile("usr/bin/busybox", "starts the system (package busybox-static)");
        (string, string)[] values =
        [
            ("busybox", $"{Print(shell.Path)}/usr/bin/busybox"),
            ("toplevel", self),
            ("environment", Print(members.Environment)),
            ("etc", Print(members.Etc)),
            ("installed", _system.Installed ? "yes" : "no"),
        ];
        string kernelFile = $"{Print(members.Kernel.Object.Path)}/{members.Kernel.ImageFile}";
        string initrdFile = $"{Print(members.Initrd)}/initrd";
        BootSpec boot = new()
        {
            System = NixSystem,
            Label = _system.Installed
                ? $"{_system.Name} {_system.Host} {members.Label} (Linux {members.Kernel.Release})"
                : $"{_system.Name} {members.Label} (Linux {members.Kernel.Release})",
            Kernel = kernelFile,
            KernelParameters = _system.KernelParameters,
            Initrd = initrdFile,
            Toplevel = self,
            Init = $"{self}/init",
        };

        ImageDirectory tree = new();
        void Text(string path, string text, bool executable = false) => tree.AddPath(path, ReferenceFiles.File(text, executable));
        void Link(string path, string target) => tree.AddPath(path, new ImageSymlink(target));
        Text("init", ReferenceFiles.Read("stage-2.sh", values), executable: true);
        Text("activate", ReferenceFiles.Read("activate.sh", values), executable: true);
        Text("bin/switch-to-configuration", ReferenceFiles.Read("switch-to-configuration.sh", values), executable: true);
        if (_system.Installed)
            Text("bin/make-home-folders", ReferenceFiles.Read("make-home-folders.sh", values), executable: true);
        tree.AddPath("boot.json", new ImageFile(new MemoryContent(boot.Write()), UnixPermissions.ReadOnly));
        Link("etc", $"{Print(members.Etc)}/etc");
        Link("sw", Print(members.Environment));
        Link("kernel", kernelFile);
        Link("initrd", initrdFile);
        Link("kernel-modules", Print(members.Modules));
        Text("kernel-params", string.Join(' ', _system.KernelParameters));
        Link("systemd", $"{Print(members.Environment)}");
        Text("nixos-version", members.Label);
        Text("system", NixSystem);
        Text("init-interface-version", "systemd 1");
        Text("extra-dependencies", "");
        tree.Add(FileName.From("specialisation"), new ImageDirectory());
        return tree;
    }

    private sealed record Members(Kernel Kernel, StorePath Environment, StorePath Etc, StorePath Initrd, StorePath Modules, string Label);
}
