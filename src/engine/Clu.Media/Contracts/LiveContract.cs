using System.Text;
using Clu.Binary;
using Clu.Images.Iso9660;
using Clu.Media.Inspection;
using Clu.Nix.BootSpecs;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Closures;
using Clu.Stores.Copying;

namespace Clu.Media.Contracts;

/// <summary>
/// Says before a medium is made which part of what NixOS's live systems do a given one breaks, whichever release it is of: those whose stage 1 is
/// a script, and those that have systemd there.
/// </summary>
public sealed class LiveContract
{
    private const string BootSpecFile = "boot.json";
    private const string PrepareRoot = "prepare-root";
    private const string Platform = "x86_64-linux";
    private const string Registration = "nix-path-registration";
    private const long MaxBootSpec = 16 << 20;
    private const long MaxInit = 64 << 20;

    /// <summary>Scripts and units: what mentions the registration is one of them.</summary>
    private const long MaxScript = 256 << 10;

    private readonly ClosureFiles _files;
    private readonly string _self;
    private readonly string _volumeId;
    private readonly List<ContractFinding> _findings = [];

    private LiveContract(ClosureFiles files, StorePath toplevel, string volumeId)
    {
        _files = files;
        _self = files.Directory.Print(toplevel);
        _volumeId = volumeId;
    }

    /// <summary>Looks at a live system in any store: one of this machine, a cache, a medium that is done.</summary>
    /// <param name="store">The store.</param>
    /// <param name="toplevel">The live system; its closure is there.</param>
    /// <param name="volumeId">The label that the medium has or gets.</param>
    /// <param name="showsSystem">Whether the menu has an entry for the system itself.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">The store does not deliver, or has not the whole closure.</exception>
    public static LiveContractReport Check(IStore store, StorePath toplevel, string volumeId, bool showsSystem, CancellationToken cancel) =>
        Check(new ClosureFiles(store, StoreClosure.Of(store, [toplevel], cancel)), toplevel, volumeId, showsSystem, cancel);

    /// <inheritdoc cref="Check(IStore, StorePath, string, bool, CancellationToken)"/>
    internal static LiveContractReport Check(ClosureFiles files, StorePath toplevel, string volumeId, bool showsSystem, CancellationToken cancel)
    {
        LiveContract contract = new(files, toplevel, volumeId);
        BootSpec? boot = contract.ReadBootSpec();
        StageOne stage = contract.FindStage(boot);
        contract.CheckVolumeId();
        if (boot is not null)
        {
            contract.CheckSystem(boot, contract._self, "", stage, cancel);
            foreach ((string name, BootSpec variant) in boot.Specialisations.OrderBy(variant => variant.Key, StringComparer.Ordinal))
                contract.CheckSystem(variant, variant.Toplevel, name, stage, cancel);
            if (!showsSystem && boot.Specialisations.Count == 0)
            {
                contract.Error(
                    ContractClause.Menu, "the boot menu would have no entry: isoImage.showConfiguration is false and there is no specialisation",
                    "set isoImage.showConfiguration, or add a specialisation");
            }
        }

        return new LiveContractReport { Boot = boot, StageOne = stage, Findings = [.. contract._findings.Distinct().OrderBy(finding => finding.Severity)] };
    }

    private BootSpec? ReadBootSpec()
    {
        const string advice = "build it with a NixOS of 23.05 or later, and leave boot.bootspec.enable on";
        if (_files.Read($"{_self}/{BootSpecFile}", MaxBootSpec) is not { } json)
        {
            Error(ContractClause.BootSpec, $"it has no {BootSpecFile}, which says what boots", advice);
            return null;
        }

        try
        {
            BootSpec boot = BootSpec.Read(json);
            if (boot.Toplevel != _self)
                Error(ContractClause.BootSpec, $"its {BootSpecFile} is that of '{boot.Toplevel}'", advice);
            return boot;
        }
        catch (MalformedDataException e)
        {
            Error(ContractClause.BootSpec, $"its {BootSpecFile} cannot be read: {e.Message}", advice);
            return null;
        }
    }

    /// <summary>With a systemd stage 1 <c>init</c> is systemd itself; a script's stage 2 is a script.</summary>
    private StageOne FindStage(BootSpec? boot) =>
        _files.HasFile($"{_self}/{PrepareRoot}") || (_files.Read(boot?.Init ?? $"{_self}/init", MaxInit) is { } init && !init.AsSpan().StartsWith("#!"u8))
            ? StageOne.Systemd
            : StageOne.Script;

    private void CheckVolumeId()
    {
        if (!VolumeLabel.TryParse(_volumeId, out _))
        {
            Error(
                ContractClause.VolumeId,
                $"the volume label '{_volumeId}' is none that a medium can have: {_volumeId.Length} characters, where 1 to {VolumeLabel.MaxLength} of A-Z a-z 0-9 _ . - are",
                "set isoImage.volumeID");
        }
    }

    private void CheckSystem(BootSpec boot, string toplevel, string specialisation, StageOne stage, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        string whose = specialisation.Length == 0 ? "" : $" of its specialisation '{specialisation}'";
        if (boot.System != Platform)
            Error(ContractClause.Platform, $"the system{whose} is for {boot.System}, and the medium boots {Platform} only", $"build it for {Platform}");
        if (!_files.HasFile(boot.Kernel))
            Error(ContractClause.BootFiles, $"the kernel{whose}, '{boot.Kernel}', is not in its closure", "build it again");
        if (!_files.HasFile(boot.Init))
            Error(ContractClause.Init, $"the program that stage 1 starts{whose}, '{boot.Init}', is not in its closure", "build it again");
        if (boot.Initrd is null)
            Error(ContractClause.BootFiles, $"there is no initial ramdisk{whose}, and nothing else mounts the medium's store", "set boot.initrd.enable");
        else
            CheckInitrd(toplevel, boot.Initrd, whose, stage);
        CheckRoot(boot, whose, stage);
        if (!LoadsRegistration(boot, toplevel, cancel))
        {
            Warning(
                ContractClause.Registration, $"nothing{whose} loads {Registration} after boot: Nix will know none of the store's paths in the live system",
                "import nixosModules.installer, or run 'nix-store --load-db < /nix/store/nix-path-registration' in boot.postBootCommands");
        }
    }

    private void CheckRoot(BootSpec boot, string whose, StageOne stage)
    {
        const string key = "root=";
        string? root = boot.KernelParameters.LastOrDefault(parameter => parameter.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
        if (root is null || stage == StageOne.Systemd || root is "fstab" or "gpt-auto")
            return;
        if (root != $"LABEL={_volumeId}" && root != $"/dev/disk/by-label/{_volumeId}")
        {
            Error(
                ContractClause.Medium, $"the kernel parameters{whose} have root={root}, and the medium is labelled '{_volumeId}'",
                "leave root= out of boot.kernelParams: clu adds it");
        }
    }

    private void CheckInitrd(string toplevel, string initrd, string whose, StageOne stage)
    {
        if (_files.Read(initrd, int.MaxValue) is not { } bytes)
        {
            Error(ContractClause.BootFiles, $"the initial ramdisk{whose}, '{initrd}', is not in its closure", "build it again");
            return;
        }

        try
        {
            InitrdContents contents = new(bytes);
            CheckModules(toplevel, contents, whose);
            if (!contents.Mentions("nix-store.squashfs"))
            {
                Error(
                    ContractClause.FileSystems, $"stage 1{whose} mounts no /nix-store.squashfs: its file systems are not those of a live system",
                    "import nixosModules.installer, or set fileSystems to config.lib.isoFileSystems");
            }
            else if (stage == StageOne.Systemd && !contents.Mentions($"/dev/disk/by-label/{_volumeId}"))
            {
                Error(
                    ContractClause.Medium, $"stage 1{whose} does not look for a medium labelled '{_volumeId}'",
                    "set isoImage.volumeID, and leave the device of /iso to the installer's modules");
            }
        }
        catch (MalformedDataException e) when (e.Reason == MalformedReason.Unsupported)
        {
            Warning(ContractClause.Initrd, $"the initial ramdisk{whose} cannot be looked into: {e.Message}", "set boot.initrd.compressor to zstd, xz or gzip");
        }
        catch (MalformedDataException e)
        {
            Error(ContractClause.Initrd, $"the initial ramdisk{whose} is damaged: {e.Message}", "build it again");
        }
    }

    private void CheckModules(string toplevel, InitrdContents contents, string whose)
    {
        KernelModules modules = new(_files, contents, toplevel);
        string[] missing = [.. KernelModules.OfMedium.Where(module => !modules.Has(module))];
        if (missing.Length == 0)
            return;
        string text = $"the initial ramdisk{whose} has no kernel module {string.Join(", ", missing)}";
        const string advice = "add what is missing to boot.initrd.availableKernelModules, or import nixosModules.installer";
        if (modules.KnowsBuiltIn)
            Error(ContractClause.Modules, $"{text}, and the kernel has it not built in either", advice);
        else
            Warning(ContractClause.Modules, $"{text}, and whether the kernel has it built in cannot be told", advice);
    }

    /// <summary>Whether <c>init</c>, <c>prepare-root</c>, or a script or unit of the closure mentions the registration.</summary>
    private bool LoadsRegistration(BootSpec boot, string toplevel, CancellationToken cancel)
    {
        string[] starts = [boot.Init, $"{toplevel}/{PrepareRoot}"];
        if (starts.Any(path => _files.Read(path, MaxScript) is { } text && Mentions(text)))
            return true;
        foreach (StoreObjectInfo info in _files.Objects.Where(info => info.NarSize is <= MaxScript))
        {
            cancel.ThrowIfCancellationRequested();
            if (_files.Texts(info, MaxScript).Any(Mentions))
                return true;
        }

        return false;
    }

    private static bool Mentions(byte[] text) => text.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Registration)) >= 0;

    private void Error(ContractClause clause, string text, string advice) => _findings.Add(new ContractFinding(clause, FindingSeverity.Error, text, advice));

    private void Warning(ContractClause clause, string text, string advice) => _findings.Add(new ContractFinding(clause, FindingSeverity.Warning, text, advice));
}
