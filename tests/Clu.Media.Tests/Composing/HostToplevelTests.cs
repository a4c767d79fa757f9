using System.Text;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Media.Composing;
using Clu.Media.Hosts;
using Clu.Nix.BootSpecs;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Systems.Profiles;
using Clu.Testing;

namespace Clu.Media.Tests.Composing;

/// <summary>Systems in a store of their own, whole and with something missing.</summary>
public sealed class HostToplevelTests : IDisposable
{
    private const string Name = "nixos-system-desk-25.11";

    private readonly TempFolder _folder = new();
    private readonly StoreObjectInfo _linux;
    private readonly StoreObjectInfo _switch;
    private readonly StoreObjectInfo _elsewhere;

    public HostToplevelTests()
    {
        using LocalStore store = Open();
        ImageDirectory linux = new();
        linux.AddPath("bzImage", Text("the kernel"));
        linux.AddPath("initrd", Text("the ramdisk"));
        _linux = store.Add("linux-6.12", linux, StoreReferences.None);
        ImageDirectory program = new();
        program.AddPath("bin/switch-to-configuration", Text("#!/bin/sh\n"));
        _switch = store.Add("switch-to-configuration-0.1", program, StoreReferences.None);
        _elsewhere = store.Add("elsewhere", linux, StoreReferences.None);
    }

    [Fact]
    public void A_NixOS_system_comes_with_its_closure()
    {
        StorePath toplevel = Add(_ => { });

        HostSystem system = Read(toplevel);

        Assert.Equal((HostKind.NixOS, toplevel), (system.Kind, system.Toplevel));
        Assert.Equal(new[] { _linux.Path, _switch.Path, toplevel }.Order(), system.Closure.Select(o => o.Info.Path).Order());
        Assert.Equal(toplevel, system.Closure[^1].Info.Path);
        Assert.All(system.Closure, o => Assert.True(Path.Exists(o.PhysicalPath)));
    }

    [Theory]
    [InlineData("NAME=NixOS\nID=nixos\n", HostKind.NixOS)]
    [InlineData("NAME=x\nID=clu\nID_LIKE=debian\n", HostKind.Reference)]
    [InlineData("NAME=x\nVARIANT_ID=clu\n", HostKind.NixOS)]
    public void A_system_says_in_its_os_release_whether_it_is_a_reference_system(string release, HostKind kind) =>
        Assert.Equal(kind, Read(Add(tree => tree.With("etc/os-release", Text(release)))).Kind);

    [Theory]
    [InlineData("/nix/store/00000000000000000000000000000000-nowhere")]
    [InlineData("/nix/store/no-path")]
    public void A_toplevel_that_no_store_has_is_CLU0553(string path) =>
        Fails("CLU0553", _folder["store"] + path, "is no valid object of a Nix store on this machine");

    [Fact]
    public void A_store_that_is_not_there_is_CLU0553() => Fails("CLU0553", _folder["none"] + "/nix/store/00000000000000000000000000000000-x", "no valid object");

    [Fact]
    public void A_system_that_cannot_be_made_bootable_is_CLU0554() =>
        Fails("CLU0554", Add(tree => tree.Without("bin")), "is no NixOS system: it has no bin/switch-to-configuration");

    [Fact]
    public void A_link_to_what_the_closure_does_not_have_is_no_program() => Fails(
        "CLU0554",
        Add(tree => tree.With("bin/switch-to-configuration", new ImageSymlink($"/nix/store/{_elsewhere.Path}/bzImage"))),
        "it has no bin/switch-to-configuration");

    [Fact]
    public void A_system_without_bootspec_is_CLU0554() => Fails("CLU0554", Add(tree => tree.Without("boot.json")), "it has no boot.json");

    [Fact]
    public void A_bootspec_that_cannot_be_read_is_CLU0554() =>
        Fails("CLU0554", Add(tree => tree.With("boot.json", Text("{}"))), "does not say how it boots: bootspec: org.nixos.bootspec.v1");

    [Fact]
    public void A_bootspec_of_another_system_is_CLU0554() =>
        Fails("CLU0554", Add(tree => tree.WithBoot(boot => boot with { Toplevel = "/nix/store/other" })), "its boot.json is that of '/nix/store/other'");

    [Fact]
    public void A_system_for_another_platform_is_CLU0555() => Fails(
        "CLU0555", Add(tree => tree.WithBoot(boot => boot with { System = "aarch64-linux" })), "is for aarch64-linux, and the medium boots x86_64-linux only");

    [Theory]
    [InlineData("kernel")]
    [InlineData("initrd")]
    [InlineData("init")]
    public void A_file_that_boots_must_be_in_the_closure(string which)
    {
        string missing = $"/nix/store/{_elsewhere.Path}/bzImage";
        StorePath toplevel = Add(tree => tree.WithBoot(boot => which switch
        {
            "kernel" => boot with { Kernel = missing },
            "initrd" => boot with { Initrd = missing },
            _ => boot with { Init = missing },
        }));

        Fails("CLU0556", toplevel, $"boots '{missing}', which is not in its closure");
    }

    [Theory]
    [InlineData("bzImage")]
    [InlineData("/etc/passwd")]
    [InlineData("/nix/store/../../etc/passwd")]
    public void A_file_that_boots_must_be_in_the_store(string kernel) =>
        Fails("CLU0556", Add(tree => tree.WithBoot(boot => boot with { Kernel = kernel })), $"boots '{kernel}'");

    [Fact]
    public void Variants_are_looked_at_too() => Fails(
        "CLU0556",
        Add(tree => tree.WithBoot(boot => boot with { Specialisations = new Dictionary<string, BootSpec> { ["small"] = boot with { Kernel = "/none" } } })),
        "boots '/none' in its variant 'small'");

    public void Dispose()
    {
        ObjectTree.Remove(_folder["store"]);
        _folder.Dispose();
    }

    private LocalStore Open() => LocalStore.Open(_folder["store"]);

    private StorePath Add(Action<SystemTree> change)
    {
        using LocalStore store = Open();
        SystemTree tree = new(_linux.Path, _switch.Path);
        change(tree);
        return store.Add(Name, tree.Build(), new StoreReferences([_linux.Path, _switch.Path], Self: true)).Path;
    }

    private HostSystem Read(StorePath toplevel) => HostToplevel.Read(Host($"{_folder["store"]}/nix/store/{toplevel}"));

    private void Fails(string code, StorePath toplevel, string message) => Fails(code, $"{_folder["store"]}/nix/store/{toplevel}", message);

    private static void Fails(string code, string path, string message)
    {
        CluException error = Assert.Throws<CluException>(() => HostToplevel.Read(Host(path)));
        Assert.Equal((code, "nothing was written"), (error.Code, error.Untouched));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("host 'desk'", error.Message, StringComparison.Ordinal);
    }

    private static HostProfile Host(string path) => new() { Name = HostName.Parse("desk"), Toplevel = path };

    private static ImageFile Text(string text) => new(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnlyExecutable);

    /// <summary>The files of a toplevel.</summary>
    private sealed class SystemTree
    {
        private readonly SortedDictionary<string, ImageNode> _nodes = new(StringComparer.Ordinal);
        private readonly string _self = StoreDirectory.Default.Print(SelfPlaceholder.For(Name));
        private BootSpec _boot;

        public SystemTree(StorePath linux, StorePath program)
        {
            _nodes["init"] = Text("#!/bin/sh\n");
            _nodes["bin/switch-to-configuration"] = new ImageSymlink($"/nix/store/{program}/bin/switch-to-configuration");
            _boot = new BootSpec
            {
                System = "x86_64-linux",
                Label = "NixOS",
                Kernel = $"/nix/store/{linux}/bzImage",
                Initrd = $"/nix/store/{linux}/initrd",
                Toplevel = _self,
                Init = $"{_self}/init",
            };
            _nodes["boot.json"] = Text("");
        }

        public void Without(string start)
        {
            foreach (string path in _nodes.Keys.Where(path => path.StartsWith(start, StringComparison.Ordinal)).ToArray())
                _nodes.Remove(path);
        }

        public void With(string path, ImageNode node) => _nodes[path] = node;

        public void WithBoot(Func<BootSpec, BootSpec> change) => _boot = change(_boot);

        public ImageDirectory Build()
        {
            ImageDirectory tree = new();
            foreach ((string path, ImageNode node) in _nodes)
                tree.AddPath(path, path == "boot.json" && node is ImageFile { Content.Length: 0 } ? new ImageFile(new MemoryContent(_boot.Write()), UnixPermissions.ReadOnly) : node);
            return tree;
        }
    }
}
