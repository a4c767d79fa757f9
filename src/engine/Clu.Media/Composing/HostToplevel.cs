using System.Text;
using Clu.Binary;
using Clu.Media.Hosts;
using Clu.Nix.BootSpecs;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Closures;
using Clu.Stores.Local;
using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>The system of a host that names its toplevel: an installer must be able to make a machine boot with it.</summary>
internal sealed class HostToplevel
{
    /// <summary>What makes a NixOS system bootable; an installer runs it in the target.</summary>
    private const string Switch = "bin/switch-to-configuration";
    private const string BootSpecFile = "boot.json";
    private const string Platform = "x86_64-linux";
    private const long MaxBootSpec = 16 << 20;

    private const string ReferenceIdentity = "ID=clu";
    private const int LongestRelease = 64 << 10;

    private readonly HostProfile _host;
    private readonly LocalStore _store;
    private readonly StorePath _toplevel;
    private readonly IReadOnlyList<StoreObjectInfo> _closure;
    private readonly ClosureFiles _files;

    private HostToplevel(HostProfile host, LocalStore store, StorePath toplevel)
    {
        _host = host;
        _store = store;
        _toplevel = toplevel;
        _closure = store.Closure([toplevel]);
        _files = new ClosureFiles(store, _closure);
    }

    /// <summary>Reads the system.</summary>
    /// <exception cref="CluException">CLU0553 to CLU0556: it is not there, is no NixOS system, or would not boot.</exception>
    public static HostSystem Read(HostProfile host)
    {
        using LocalStore store = StoreContents.Open(host.Toplevel!, out StorePath? toplevel) ?? throw MediaErrors.MissingToplevel(host);
        HostToplevel system = new(host, store, toplevel!);
        system.Check();
        return new HostSystem(host, system.Kind(), toplevel!, [.. system._closure.Select(info => new MediumObject(info, store.PhysicalPath(info.Path)))]);
    }

    /// <summary>A system that Nix made of the reference system's parts takes what is bound to a machine as that does: it says so in its os-release.</summary>
    private HostKind Kind() =>
        _files.Read($"{_store.Directory.Print(_toplevel)}/etc/os-release", LongestRelease) is { } release
        && Encoding.UTF8.GetString(release).Split('\n').Contains(ReferenceIdentity, StringComparer.Ordinal)
            ? HostKind.Reference
            : HostKind.NixOS;

    private void Check()
    {
        string self = _store.Directory.Print(_toplevel);
        if (!_files.HasFile($"{self}/{Switch}"))
            throw MediaErrors.NoNixosSystem(_host, $"it has no {Switch}");
        BootSpec boot = Boot(self);
        if (boot.Toplevel != self)
            throw MediaErrors.NoNixosSystem(_host, $"its {BootSpecFile} is that of '{boot.Toplevel}'");
        CheckFiles(boot, "");
        foreach ((string name, BootSpec variant) in boot.Specialisations)
            CheckFiles(variant, name);
    }

    private BootSpec Boot(string self)
    {
        byte[] text = _files.Read($"{self}/{BootSpecFile}", MaxBootSpec) ?? throw MediaErrors.NoNixosSystem(_host, $"it has no {BootSpecFile}");
        try
        {
            return BootSpec.Read(text);
        }
        catch (MalformedDataException e)
        {
            throw MediaErrors.BadBootSpec(_host, e);
        }
    }

    private void CheckFiles(BootSpec boot, string specialisation)
    {
        if (boot.System != Platform)
            throw MediaErrors.OtherPlatform(_host, boot.System, Platform);
        string?[] needed = [boot.Kernel, boot.Initrd, boot.Init];
        if (needed.FirstOrDefault(path => path is not null && !_files.HasFile(path)) is { } missing)
            throw MediaErrors.MissingBootFile(_host, missing, specialisation);
    }
}
