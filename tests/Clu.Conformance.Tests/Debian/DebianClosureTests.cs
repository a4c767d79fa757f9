using Clu.Conformance.Tests.Stores;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Systems.Debian;
using Clu.Testing;

namespace Clu.Conformance.Tests.Debian;

/// <summary>A few real packages of the archive that this machine uses, as a store that Nix judges.</summary>
public sealed class DebianClosureTests
{
    [Fact]
    public async Task Real_packages_become_a_store_that_nix_verifies()
    {
        _ = Tool.Find("apt-get") ?? throw Xunit.Sdk.SkipException.ForSkip("`apt-get` is not installed");
        using TempFolder folder = new();
        DebianRequest request = new() { Suite = "trixie", Packages = ["busybox-static", "dash", "libc6", "jq"] };
        DebianOptions options = new() { CacheFolder = folder["cache"] };
        DebianClosure first;
        using (LocalStore store = LocalStore.Open(folder["store"]))
        {
            first = await DebianClosureBuilder.BuildAsync(request, options, store, cancel: TestContext.Current.CancellationToken);
            DebianClosure second = await DebianClosureBuilder.BuildAsync(
                request, options with { Offline = true }, store, cancel: TestContext.Current.CancellationToken);
            Assert.Equal(first.Objects.Select(o => o.Path), second.Objects.Select(o => o.Path));
        }

        DebianObject circle = Assert.IsType<DebianObject>(first.FindPackage("libc6"));
        Assert.Equal(["libc6", "libgcc-s1"], circle.Packages.Select(package => package.Name));
        DebianObject jq = Assert.IsType<DebianObject>(first.FindPackage("jq"));
        Assert.Contains(circle.Path, jq.References);
        Assert.True(File.Exists(Path.Combine(jq.PhysicalPath, "usr/bin/jq")));

        NixStore nix = new(folder["store"]);
        nix.Verify();
        Assert.Contains("/nix/store/" + circle.Path, nix.Requisites(jq.Path));
        nix.RecomputesClosure(jq.Path);
        ObjectTree.Remove(folder["store"]);
    }
}
