using Clu.Binary;
using Clu.Media.Hosts;
using Clu.Nix.BootSpecs;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
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

    /// <summary>Links followed for one path; Linux's number.</summary>
    private const int MaxLinks = 40;

    private readonly HostProfile _host;
    private readonly LocalStore _store;
    private readonly StorePath _toplevel;
    private readonly IReadOnlyList<StoreObjectInfo> _closure;
    private readonly HashSet<StorePath> _members;

    private HostToplevel(HostProfile host, LocalStore store, StorePath toplevel)
    {
        _host = host;
        _store = store;
        _toplevel = toplevel;
        _closure = store.Closure([toplevel]);
        _members = [.. _closure.Select(info => info.Path)];
    }

    /// <summary>Reads the system.</summary>
    /// <exception cref="CluException">CLU0553 to CLU0556: it is not there, is no NixOS system, or would not boot.</exception>
    public static HostSystem Read(HostProfile host)
    {
        using LocalStore store = StoreContents.Open(host.Toplevel!, out StorePath? toplevel) ?? throw MediaErrors.MissingToplevel(host);
        HostToplevel system = new(host, store, toplevel!);
        system.Check();
        return new HostSystem(host, HostKind.NixOS, toplevel!, [.. system._closure.Select(info => new MediumObject(info, store.PhysicalPath(info.Path)))]);
    }

    private void Check()
    {
        string self = _store.Directory.Print(_toplevel);
        if (Find($"{self}/{Switch}") is null)
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
        string file = Find($"{self}/{BootSpecFile}") ?? throw MediaErrors.NoNixosSystem(_host, $"it has no {BootSpecFile}");
        try
        {
            return BootSpec.Read(File.ReadAllBytes(file));
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
        if (needed.FirstOrDefault(path => path is not null && Find(path) is null) is { } missing)
            throw MediaErrors.MissingBootFile(_host, missing, specialisation);
    }

    /// <summary>Where a file of the closure is on this machine; null when the closure has none. A link is followed as in the running system.</summary>
    private string? Find(string path)
    {
        for (int links = 0; links <= MaxLinks && Path.IsPathFullyQualified(path); links++)
        {
            path = Path.GetFullPath(path);
            if (!_store.Directory.TryParseInside(path, out StorePath? inside, out string rest) || !_members.Contains(inside))
                return null;
            string physical = Path.Join(_store.PhysicalPath(inside), rest);
            if (new FileInfo(physical).LinkTarget is not { } target)
                return File.Exists(physical) ? physical : null;
            path = Path.GetFullPath(target, Path.GetDirectoryName(path)!);
        }

        return null;
    }
}
