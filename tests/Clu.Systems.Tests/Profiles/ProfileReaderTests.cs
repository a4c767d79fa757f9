using Clu.Compression;
using Clu.Systems.Profiles;
using Clu.Testing;

namespace Clu.Systems.Tests.Profiles;

public class ProfileReaderTests
{
    private const string Head = "name = \"x\"\nlabel = \"x\"\n";

    [Theory]
    [InlineData("installer")]
    [InlineData("minimal")]
    [InlineData("fleet")]
    public void Read_takes_every_profile_of_the_repository(string name) =>
        Assert.Equal("clu", ProfileReader.Read(Path.Combine(RepositoryRoot.Path, "profiles", name + ".toml")).Name);

    [Fact]
    public void Name_and_label_are_enough()
    {
        InstallerProfile profile = Parse("");
        Assert.Equal(("x", "x", null, "trixie"), (profile.Name, profile.Label.Text, profile.Edition, profile.Suite));
        Assert.Equal(("linux-image-amd64", "clu"), (profile.Kernel.Text, profile.HostName.Text));
        Assert.Equal(("", "", null), (profile.Greeting, profile.Help, profile.Launcher));
        Assert.Equal((null, 10), (profile.Mirror, profile.BootTimeout));
        Assert.Equal(["main"], profile.Components);
        Assert.Empty(profile.Packages);
        Assert.Empty(profile.Users);
        Assert.Empty(profile.Contents);
        Assert.Empty(profile.StoreContents);
        Assert.Empty(profile.KernelParameters);
        Assert.Equal((CodecKind.Zstd, 15, 1 << 20), (profile.Compression.Codec, profile.Compression.Level, profile.Compression.BlockSize.Bytes));
    }

    [Fact]
    public void Lists_keep_the_order_of_the_profile()
    {
        InstallerProfile profile = Parse("packages = [\"zsh\", \"git\"]\nkernel-params = [\"b\", \"a=1\"]\nstore-contents = [\"/b\", \"/a\"]\ncomponents = [\"main\", \"contrib\"]");
        Assert.Equal(["zsh", "git"], profile.Packages.Select(package => package.Text));
        Assert.Equal(["b", "a=1"], profile.KernelParameters);
        Assert.Equal(["/b", "/a"], profile.StoreContents);
        Assert.Equal(["main", "contrib"], profile.Components);
    }

    [Fact]
    public void A_user_may_have_a_name_only()
    {
        UserAccount user = Assert.Single(Parse("[[user]]\nname = \"_a\"").Users);
        Assert.Equal(("_a", null, "/bin/bash", null), (user.Name.Text, user.Uid, user.Shell, user.PasswordHash));
        Assert.Empty(user.Groups);
        Assert.Empty(user.AuthorizedKeys);
    }

    [Fact]
    public void A_host_has_the_profiles_kernel_and_asks_for_everything_else()
    {
        HostProfile host = Assert.Single(Parse("kernel = \"linux-image-rt-amd64\"\n[[host]]\nname = \"a\"\npackages = [\"git\"]").Hosts);
        Assert.Equal(("a", "", null), (host.Name.Text, host.Description, host.Toplevel));
        Assert.Equal(["git"], host.Packages.Select(package => package.Text));
        Assert.Equal("linux-image-rt-amd64", host.Kernel.Text);
        Assert.Equal((null, null, null, null, null), (host.HostName, host.Layout, host.TimeZone, host.Locale, host.Keymap));
        Assert.Empty(host.KernelParameters);
        Assert.Empty(host.Users);
    }

    [Fact]
    public void A_host_says_what_its_machines_get()
    {
        HostProfile host = Parse("""
            [[host]]
            name = "one"
            toplevel = "/nix/store/00000000000000000000000000000000-nixos-system-one"
            [[host]]
            name = "two"
            description = "The second"
            packages = ["git"]
            kernel = "linux-image-cloud-amd64"
            kernel-params = ["quiet"]
            hostname = "two-1"
            layout = "luks-btrfs"
            time-zone = "America/Argentina/Ushuaia"
            locale = "de_DE.UTF-8@euro"
            keymap = "de-latin1"
            [[host.user]]
            name = "me"
            uid = 1000
            [[host.user]]
            name = "you"
            groups = ["sudo"]
            """).Hosts[1];
        Assert.Equal(("two", "The second", "linux-image-cloud-amd64", "two-1"), (host.Name.Text, host.Description, host.Kernel.Text, host.HostName?.Text));
        Assert.Equal(("luks-btrfs", "America/Argentina/Ushuaia", "de_DE.UTF-8@euro", "de-latin1"), (host.Layout, host.TimeZone, host.Locale, host.Keymap));
        Assert.Equal(["quiet"], host.KernelParameters);
        Assert.Equal(["me", "you"], host.Users.Select(user => user.Name.Text));
        Assert.Equal(["sudo"], host.Users[1].Groups.Select(group => group.Text));
    }

    [Fact]
    public void A_host_like_another_has_its_packages_and_kernel_and_more()
    {
        IReadOnlyList<HostProfile> hosts = Parse("""
            [[host]]
            name = "base"
            packages = ["bash", "git"]
            kernel = "linux-image-rt-amd64"
            kernel-params = ["quiet"]
            hostname = "base-1"
            [[host]]
            name = "same"
            like = "base"
            [[host]]
            name = "more"
            like = "same"
            packages = ["jq", "git"]
            kernel-params = []
            """).Hosts;
        Assert.Equal(["bash", "git"], hosts[1].Packages.Select(package => package.Text));
        Assert.Equal(("linux-image-rt-amd64", null), (hosts[1].Kernel.Text, hosts[1].HostName));
        Assert.Equal(["quiet"], hosts[1].KernelParameters);
        Assert.Equal(["bash", "git", "jq"], hosts[2].Packages.Select(package => package.Text));
        Assert.Empty(hosts[2].KernelParameters);
    }

    [Fact]
    public void A_user_of_a_host_and_one_of_the_live_system_may_have_the_same_name_and_number()
    {
        InstallerProfile profile = Parse("[[user]]\nname = \"a\"\nuid = 1000\n[[host]]\nname = \"h\"\npackages = [\"git\"]\n[[host.user]]\nname = \"a\"\nuid = 1000");
        Assert.Equal(profile.Users[0].Name, profile.Hosts[0].Users[0].Name);
    }

    [Fact]
    public void A_source_is_relative_to_the_folder_of_the_profile()
    {
        InstallerProfile profile = ProfileReader.Parse(
            Head + "[[contents]]\nsource = \"../a\"\ntarget = \"/b/c/\"\n[[contents]]\nsource = \"/d\"\ntarget = \"e\"", "/srv/profiles/p.toml");
        Assert.Equal([new MediumContent("/srv/a", "b/c"), new MediumContent("/d", "e")], profile.Contents);
    }

    [Theory]
    [InlineData("4K", 4096)]
    [InlineData("4096", 4096)]
    [InlineData("128k", 131072)]
    [InlineData("1024K", 1048576)]
    [InlineData("1M", 1048576)]
    [InlineData("1m", 1048576)]
    public void A_block_size_is_a_number_of_bytes_KiB_or_MiB(string text, int bytes) =>
        Assert.Equal(bytes, Parse($"[compression]\nblock-size = \"{text}\"").Compression.BlockSize.Bytes);

    [Theory]
    [InlineData("codec = \"zstd\"", CodecKind.Zstd, 15)]
    [InlineData("codec = \"zstd\"\nlevel = 22", CodecKind.Zstd, 22)]
    [InlineData("codec = \"xz\"", CodecKind.Xz, null)]
    [InlineData("codec = \"xz\"\nlevel = 0", CodecKind.Xz, 0)]
    [InlineData("codec = \"gzip\"\nlevel = 9", CodecKind.Gzip, 9)]
    [InlineData("codec = \"none\"", CodecKind.None, null)]
    [InlineData("level = 1", CodecKind.Zstd, 1)]
    public void A_level_is_of_the_scale_of_its_codec(string table, CodecKind codec, int? level)
    {
        CompressionSettings settings = Parse("[compression]\n" + table).Compression;
        Assert.Equal((codec, level), (settings.Codec, settings.Level));
    }

    [Fact]
    public void A_label_may_have_32_characters() =>
        Assert.Equal(32, ProfileReader.Parse("name = \"x\"\nlabel = \"a23456789_B23456789.c23456789-12\"", "p.toml").Label.Text.Length);

    private static InstallerProfile Parse(string body) => ProfileReader.Parse(Head + body, "p.toml");
}
