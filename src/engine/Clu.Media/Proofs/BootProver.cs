using Clu.Binary;
using Clu.Media.Hosts;
using Clu.Nix.BootSpecs;
using Clu.Nix.Listings;
using Clu.Stores.Closures;

namespace Clu.Media.Proofs;

/// <summary>Proves that a host's toplevel leads nowhere out of its closure, and that what it boots is there.</summary>
internal sealed class BootProver(MediumHost host, ClosureFiles files, ProofFindings findings)
{
    private const string BootSpecFile = "boot.json";
    private const long MaxBootSpec = 16 << 20;

    private readonly string _self = files.Directory.Print(host.Toplevel);

    public void Run()
    {
        Links();
        if (files.Read($"{_self}/{BootSpecFile}", MaxBootSpec) is not { } text)
        {
            findings.Error(ProofCheck.Boot, host.Name, $"its toplevel has no {BootSpecFile}: nothing says how it boots", ProofRemedies.BuildSystem);
            return;
        }

        BootSpec spec = BootSpec.Read(text);
        Files(spec, "");
        foreach ((string name, BootSpec variant) in spec.Specialisations)
            Files(variant, $" of its variant '{name}'");
        if (host.Kind == HostKind.NixOS && !files.HasFile($"{_self}/bin/switch-to-configuration"))
            findings.Error(ProofCheck.Boot, host.Name, "its toplevel has no bin/switch-to-configuration, which installs the boot loader", ProofRemedies.BuildSystem);
    }

    /// <summary>Links of a toplevel are what a running system is made of: etc, sw, kernel, modules, firmware.</summary>
    private void Links()
    {
        if (files.Find(_self)?.Node is not ListingDirectory toplevel)
            return;
        foreach ((FileName name, ListingNode node) in toplevel.Entries)
        {
            if (node is ListingSymlink link && link.Target.StartsWith('/') && files.Find(link.Target) is null)
            {
                (ProofCheck check, string what) = name.ToString() switch
                {
                    "kernel-modules" => (ProofCheck.Modules, "loads its kernel modules from"),
                    "firmware" => (ProofCheck.Boot, "loads firmware from"),
                    string other => (ProofCheck.Boot, $"has '{other}' at"),
                };
                findings.Error(check, host.Name, $"it {what} '{link.Target}', which is not in its closure on the medium", ProofRemedies.BuildSystem);
            }
        }
    }

    private void Files(BootSpec spec, string variant)
    {
        foreach ((string what, string? path) in new[] { ("kernel", spec.Kernel), ("initial ramdisk", spec.Initrd), ("first program", spec.Init) })
        {
            if (path is not null && !files.HasFile(path))
                findings.Error(ProofCheck.Boot, host.Name, $"the {what}{variant}, '{path}', is not in its closure on the medium", ProofRemedies.BuildSystem);
        }
    }
}
