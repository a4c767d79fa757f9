using Clu.Install.Choices;
using Clu.Install.Tools;
using Clu.Media.Live;

namespace Clu.Install.Loaders;

/// <summary>
/// Brings the boot menu of an installed reference system in line with its generations: what nixpkgs' builders do when a NixOS system is switched to.
/// What the loader was told at the installation is in <see cref="LoaderSettings.Path"/>.
/// </summary>
/// <param name="runner">Runs <c>sync</c>.</param>
/// <param name="root">Root of the system; empty for the running one.</param>
public sealed class BootLoaderUpdate(ToolRunner runner, string root = "")
{
    private const int MachineIdLength = 32;

    /// <summary>Updates the menu.</summary>
    /// <param name="toplevel">The system that is started by default, a generation of the profile.</param>
    /// <param name="loaderToo">Whether systemd-boot's own program is copied anew. GRUB's is left to <c>grub-install</c>, because names of disks may have changed.</param>
    /// <param name="cancel">Ends it between two files; the same call again goes on.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0660 to CLU0666: nothing was changed.</exception>
    public async Task<BootLoaderUpdateResult> RunAsync(string toplevel, bool loaderToo, CancellationToken cancel)
    {
        LoaderSettings settings = Settings();
        SystemGenerations system = new(root);
        if (system.Spec(toplevel) is null)
            throw InstallErrors.NoBootSpec(toplevel);
        int started = system.NumberOf(toplevel);
        IReadOnlyList<LoaderGeneration> generations = system.Read();
        IReadOnlyList<MountedFileSystem> mounts = MountTable.Read();
        bool IsThere(BootFolder folder) => folder.Prefix.Length > 0 || mounts.At(root + folder.Path) is not null;
        // A mirror starts without one of its disks, and then has one of its folders.
        if (!settings.Folders.Any(IsThere))
            throw InstallErrors.NotMounted(root + settings.Folders[0].Path);

        // All is known before anything is changed.
        Work[] work = [.. settings.Folders.Where(IsThere).Select(folder => Plan(settings, folder, Files(settings, folder, generations, started)))];
        foreach (Work folder in work)
        {
            foreach (FileInfo file in folder.Dead)
                file.Delete();
            if (loaderToo && settings.Kind == LoaderKind.SystemdBoot)
                CopyLoader(folder.Path);
            folder.Writer.Write(cancel);
            await runner.RunAsync(new ToolCommand("sync", "--file-system", folder.Path), cancel).ConfigureAwait(false);
        }

        return new BootLoaderUpdateResult(
            started, generations.Count, work.Sum(done => done.Writer.ToCopy.Count), work.Sum(done => done.Dead.Count),
            [.. settings.Folders.Where(folder => !IsThere(folder)).Select(folder => folder.Path)]);
    }

    private Work Plan(LoaderSettings settings, BootFolder folder, LoaderFileSet files)
    {
        BootFolderWriter writer = new(root + folder.Path, root, files);
        IReadOnlyList<FileInfo> dead = settings.Kind switch
        {
            LoaderKind.SystemdBoot => writer.Dead(SystemdBootText.KernelFolder, SystemdBootText.EntryFolder, SystemdBootText.EntryPrefix),
            LoaderKind.Grub => writer.Dead(GrubText.KernelFolder, GrubText.ConfigurationFolder, GrubText.ConfigurationPrefix),
        };
        writer.CheckRoom(dead);
        return new Work(root + folder.Path, writer, dead);
    }

    private LoaderSettings Settings() => File.Exists(root + LoaderSettings.Path)
        ? LoaderSettings.Read(File.ReadAllText(root + LoaderSettings.Path), root + LoaderSettings.Path)
        : throw InstallErrors.LoaderSettings(root + LoaderSettings.Path);

    private LoaderFileSet Files(LoaderSettings settings, BootFolder folder, IReadOnlyList<LoaderGeneration> generations, int started) => settings.Kind switch
    {
        LoaderKind.SystemdBoot => SystemdBootText.Make(settings, generations, started, MachineId()),
        LoaderKind.Grub => GrubText.Make(settings, folder, generations, started),
    };

    private string? MachineId() =>
        File.Exists($"{root}/etc/machine-id") && File.ReadAllText($"{root}/etc/machine-id").Trim() is { Length: MachineIdLength } id && id.All(char.IsAsciiHexDigitLower) ? id : null;

    private void CopyLoader(string folder)
    {
        if (LoaderFiles.SystemdBootPlaces.Select(place => root + place).FirstOrDefault(File.Exists) is not { } source)
            return;
        foreach (string path in LoaderPlanner.SystemdBootPaths.Select(path => folder + path).Where(path => !FileBytes.Equal(source, path)))
        {
            BootFolderWriter.Replace(path, target =>
            {
                using FileStream program = File.OpenRead(source);
                program.CopyTo(target);
            });
        }
    }

    private sealed record Work(string Path, BootFolderWriter Writer, IReadOnlyList<FileInfo> Dead);
}
