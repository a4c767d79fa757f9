using Clu.Install.Populating;
using Clu.Nix.StorePaths;
using Clu.Testing;

namespace Clu.Install.Tests.Populating;

public sealed class SystemProfileTests : IDisposable
{
    private static readonly StorePath _one = StorePath.Parse("00000000000000000000000000000000-nixos-system-one");
    private static readonly StorePath _other = StorePath.Parse("00000000000000000000000000000001-nixos-system-other");

    private readonly TempFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Another_system_becomes_the_next_generation()
    {
        Assert.Equal(1, SystemProfile.Set(_root.Path, _one));
        Assert.Equal(2, SystemProfile.Set(_root.Path, _other));
        Assert.Equal("system-2-link", Link("system"));
        Assert.Equal($"/nix/store/{_one.BaseName}", Link("system-1-link"));
        Assert.Equal($"/nix/store/{_other.BaseName}", Link("system-2-link"));
    }

    [Fact]
    public void The_newest_generation_is_kept_when_it_is_the_system_already()
    {
        SystemProfile.Set(_root.Path, _one);
        Assert.Equal(1, SystemProfile.Set(_root.Path, _one));
    }

    [Fact]
    public void What_a_power_cut_left_between_two_links_is_made_good()
    {
        SystemProfile.Set(_root.Path, _one);
        File.Delete(Profile("system"));
        File.CreateSymbolicLink(Profile("system.clu-new"), "system-0-link");
        Assert.Equal(1, SystemProfile.Set(_root.Path, _one));
        Assert.Equal("system-1-link", Link("system"));
        Assert.Equal(["per-user", "system", "system-1-link"], Directory.GetFileSystemEntries(Profile("")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    private string Profile(string name) => Path.Combine(_root.Path, "nix/var/nix/profiles", name);

    private string? Link(string name) => new FileInfo(Profile(name)).LinkTarget;
}
