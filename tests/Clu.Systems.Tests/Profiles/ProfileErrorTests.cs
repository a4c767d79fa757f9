using Clu.Binary;
using Clu.Systems.Profiles;
using Clu.Testing;

namespace Clu.Systems.Tests.Profiles;

/// <summary>Every way to be wrong: one error, with its place, what was found and what to write instead.</summary>
public sealed class ProfileErrorTests
{
    private const string Head = "name = \"x\"\nlabel = \"x\"\n";
    private const string Host = "[[host]]\nname = \"h\"\n";
    private const string Manual = "docs/profiles.md describes every key";

    [Theory]
    [InlineData("greeting = \"open", "p.toml:3:")]
    [InlineData("= 1", "p.toml:3:1:")]
    [InlineData("packages = [\"git\"", "p.toml:3:")]
    [InlineData("[user", "p.toml:3:")]
    [InlineData("timeout = 1\ntimeout = 2", "p.toml:4:")]
    [InlineData("greeting = \"\\uD800\"", "p.toml:3:14: Invalid Unicode scalar value [D800]")]
    [InlineData("greeting = \"ab\\u00", "p.toml:3:15: the text ends in the middle of an escape")]
    [InlineData("greeting = \"\\UFFFFFFFF\"", "p.toml:3:")]
    [InlineData("[compression]\n[compression]", "p.toml:4:")]
    public void What_is_no_TOML_is_CLU0401(string body, string position)
    {
        CluException error = Fails("CLU0401", body);
        Assert.StartsWith(position, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lable = \"y\"", "p.toml:3:1: unknown key 'lable'", "did you mean 'label'?")]
    [InlineData("kernel-parms = []", "p.toml:3:1: unknown key 'kernel-parms'", "did you mean 'kernel-params'?")]
    [InlineData("Greeting = \"y\"", "p.toml:3:1: unknown key 'Greeting'", "did you mean 'greeting'?")]
    [InlineData("background-colour = 1", "p.toml:3:1: unknown key 'background-colour'", Manual)]
    [InlineData("[[users]]\nname = \"a\"", "p.toml:3:3: unknown key 'users'", "did you mean 'user'?")]
    [InlineData("[user]\nname = \"a\"", "p.toml:3:2: unknown key 'user'", "did you mean '[[user]]'?")]
    [InlineData("[[compression]]", "p.toml:3:3: unknown key 'compression'", "did you mean '[compression]'?")]
    [InlineData("[network]", "p.toml:3:2: unknown key 'network'", Manual)]
    [InlineData("[[user]]\nnames = \"a\"", "p.toml:4:1: unknown key 'names' in [user]", "did you mean 'name'?")]
    [InlineData("[[user]]\n  pasword-hash = \"a\"", "p.toml:4:3: unknown key 'pasword-hash' in [user]", "did you mean 'password-hash'?")]
    [InlineData("[compression]\nblocksize = \"1M\"", "p.toml:4:1: unknown key 'blocksize' in [compression]", "did you mean 'block-size'?")]
    [InlineData("[[contents]]\nsauce = \"a\"", "p.toml:4:1: unknown key 'sauce' in [contents]", "did you mean 'source'?")]
    [InlineData("[[host]]\nname = \"h\"\ntimezone = \"a\"", "p.toml:5:1: unknown key 'timezone' in [host]", "did you mean 'time-zone'?")]
    [InlineData("[[host]]\n[[host.users]]\nname = \"a\"", "p.toml:4:3: unknown key 'users' in [host]", "did you mean 'user'?")]
    [InlineData("[[hosts]]\nname = \"h\"", "p.toml:3:3: unknown key 'hosts'", "did you mean 'host'?")]
    public void An_unknown_key_is_CLU0402_with_the_nearest_one(string body, string message, string hint)
    {
        CluException error = Fails("CLU0402", body);
        Assert.Equal(message, error.Message);
        Assert.Equal(hint, error.Hint);
    }

    [Theory]
    [InlineData("greeting = 1", "p.toml:3:12: 'greeting' cannot be 1: expected a string")]
    [InlineData("greeting = [\"a\"]", "p.toml:3:12: 'greeting' cannot be an array: expected a string")]
    [InlineData("greeting = { a = 1 }", "p.toml:3:12: 'greeting' cannot be a table: expected a string")]
    [InlineData("timeout = 3601", "p.toml:3:11: 'timeout' cannot be 3601: expected an integer from 0 to 3600")]
    [InlineData("timeout = -1", "p.toml:3:11: 'timeout' cannot be -1: expected an integer from 0 to 3600")]
    [InlineData("timeout = 1.5", "p.toml:3:11: 'timeout' cannot be 1.5: expected an integer from 0 to 3600")]
    [InlineData("packages = \"git\"", "p.toml:3:12: 'packages' cannot be \"git\": expected an array of strings")]
    [InlineData("packages = [\"git\", 7]", "p.toml:3:20: 'packages' cannot be 7: expected a string")]
    [InlineData("packages = [\n  \"git\",\n  \"Vim\",\n]", "p.toml:5:3: 'packages' cannot be 'Vim': expected " + PackageName.Expected)]
    [InlineData("kernel = \"x\"", "p.toml:3:10: 'kernel' cannot be 'x': expected " + PackageName.Expected)]
    [InlineData("hostname = \"-a\"", "p.toml:3:12: 'hostname' cannot be '-a': expected " + HostName.Expected)]
    [InlineData("mirror = \"ftp://example.org/\"", "p.toml:3:10: 'mirror' cannot be 'ftp://example.org/': expected an address with http:, https: or file:")]
    [InlineData("mirror = \"debian\"", "p.toml:3:10: 'mirror' cannot be 'debian': expected an address with http:, https: or file:")]
    [InlineData("store-contents = [\"nix/store\"]", "p.toml:3:19: 'store-contents' cannot be 'nix/store': expected absolute store paths")]
    [InlineData("suite = \"\"", "p.toml:3:9: 'suite' cannot be '': expected words without blanks")]
    [InlineData("suite = \"sid main\"", "p.toml:3:9: 'suite' cannot be 'sid main': expected words without blanks")]
    [InlineData("components = [\"main contrib\"]", "p.toml:3:15: 'components' cannot be 'main contrib': expected words without blanks")]
    [InlineData("kernel-params = [\"a b\"]", "p.toml:3:18: 'kernel-params' cannot be 'a b': expected words without blanks")]
    [InlineData("[[user]]\nname = \"0a\"", "p.toml:4:8: 'name' cannot be '0a': expected " + UserName.Expected)]
    [InlineData("[[user]]\nname = \"a\"\nuid = 999", "p.toml:5:7: 'uid' cannot be 999: expected an integer from 1000 to 59999")]
    [InlineData("[[user]]\nname = \"a\"\nshell = \"bash\"", "p.toml:5:9: 'shell' cannot be 'bash': expected an absolute path")]
    [InlineData("[[user]]\nname = \"a\"\ngroups = [\"Sudo\"]", "p.toml:5:11: 'groups' cannot be 'Sudo': expected " + UserName.Expected)]
    [InlineData("[compression]\ncodec = \"lzo\"", "p.toml:4:9: 'codec' cannot be 'lzo': expected zstd, xz, gzip or none")]
    [InlineData("[compression]\ncodec = \"gzip\"\nlevel = 10", "p.toml:5:9: 'level' cannot be 10: expected an integer from 1 to 9")]
    [InlineData("[compression]\nlevel = 23", "p.toml:4:9: 'level' cannot be 23: expected an integer from 1 to 22")]
    [InlineData("[compression]\nblock-size = 4096", "p.toml:4:14: 'block-size' cannot be 4096: expected a string")]
    [InlineData("[[user]]\nname = \"a\"\nshell = \"/bin/ba:sh\"", "p.toml:5:9: 'shell' cannot be '/bin/ba:sh': expected an absolute path")]
    [InlineData("[[user]]\nname = \"a\"\nauthorized-keys = [\"a\\nb\"]", "p.toml:5:20: 'authorized-keys' cannot be what it is: expected one line for each key")]
    [InlineData("[[host]]\nname = \"H\"", "p.toml:4:8: 'name' cannot be 'H': expected " + HostName.Expected)]
    [InlineData(Host + "packages = []", "p.toml:5:12: 'packages' cannot be empty: expected the packages of a system")]
    [InlineData(Host + "like = \"h\"", "p.toml:5:8: 'like' cannot be 'h': expected the name of a host further up that is made of packages")]
    [InlineData(Host + "toplevel = \"result\"", "p.toml:5:12: 'toplevel' cannot be 'result': expected an absolute store path")]
    [InlineData(Host + "description = \"a\\nb\"", "p.toml:5:15: 'description' cannot be what it is: expected one line of at most 200 characters")]
    [InlineData(Host + "packages = [\"aa\"]\nhostname = \"a_b\"", "p.toml:6:12: 'hostname' cannot be 'a_b': expected " + HostName.Expected)]
    [InlineData(Host + "packages = [\"aa\"]\nlayout = \"../x\"", "p.toml:6:10: 'layout' cannot be '../x': expected " + HostDefaultWords.LayoutExpected)]
    [InlineData(Host + "packages = [\"aa\"]\ntime-zone = \"../etc\"", "p.toml:6:13: 'time-zone' cannot be '../etc': expected " + HostDefaultWords.TimeZoneExpected)]
    [InlineData(Host + "packages = [\"aa\"]\nlocale = \"a b\"", "p.toml:6:10: 'locale' cannot be 'a b': expected " + HostDefaultWords.LocaleExpected)]
    [InlineData(Host + "packages = [\"aa\"]\nkeymap = \"de/latin1\"", "p.toml:6:10: 'keymap' cannot be 'de/latin1': expected " + HostDefaultWords.KeymapExpected)]
    [InlineData(Host + "packages = [\"aa\"]\nkernel = \"x\"", "p.toml:6:10: 'kernel' cannot be 'x': expected " + PackageName.Expected)]
    public void A_wrong_value_is_CLU0403_with_what_was_expected(string body, string message)
    {
        CluException error = Fails("CLU0403", body);
        Assert.Equal(message, error.Message);
        Assert.Equal(Manual, error.Hint);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a\\nb", "of several lines")]
    public void A_name_is_one_line(string name, string actual) => Assert.Equal(
        $"p.toml:1:8: 'name' cannot be {actual}: expected one line of text", Throws("CLU0403", $"name = \"{name}\"\nlabel = \"x\"").Message);

    [Fact]
    public void A_password_hash_is_not_repeated_in_the_error() => Assert.Equal(
        "p.toml:5:17: 'password-hash' cannot be what it is: expected a crypt(3) hash without : and blanks",
        Fails("CLU0403", "[[user]]\nname = \"a\"\npassword-hash = \"root:secret\"").Message);

    [Theory]
    [InlineData("")]
    [InlineData("with blank")]
    [InlineData("slash/")]
    [InlineData("ä")]
    [InlineData("a23456789-b23456789-c23456789-123")]
    public void A_label_that_a_medium_cannot_have_is_CLU0403(string label)
    {
        CluException error = Throws("CLU0403", $"name = \"x\"\nlabel = \"{label}\"");
        Assert.Equal($"p.toml:2:9: 'label' cannot be '{label}' ({label.Length} characters): expected 1 to 32 of A-Z a-z 0-9 _ . -", error.Message);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("3K")]
    [InlineData("2K")]
    [InlineData("2048")]
    [InlineData("2M")]
    [InlineData("1G")]
    [InlineData("K")]
    [InlineData("")]
    [InlineData("-4K")]
    [InlineData("4 K")]
    [InlineData("4294971392")]
    [InlineData("2097152K")]
    public void A_block_size_that_SquashFS_does_not_have_is_CLU0403(string size) => Assert.Equal(
        $"p.toml:4:14: 'block-size' cannot be '{size}': expected a power of two from 4K to 1M",
        Fails("CLU0403", $"[compression]\nblock-size = \"{size}\"").Message);

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData(".")]
    [InlineData("a/../b")]
    [InlineData("a//b")]
    [InlineData("../b")]
    public void A_target_that_leaves_the_medium_is_CLU0403(string target) => Assert.StartsWith(
        $"p.toml:5:10: 'target' cannot be '{target}'", Fails("CLU0403", $"[[contents]]\nsource = \"a\"\ntarget = \"{target}\"").Message, StringComparison.Ordinal);

    [Fact]
    public void A_path_with_NUL_is_CLU0403()
    {
        Assert.StartsWith("p.toml:4:10: 'source'", Fails("CLU0403", "[[contents]]\nsource = \"a\\u0000\"\ntarget = \"a\"").Message, StringComparison.Ordinal);
        Assert.StartsWith("p.toml:5:10: 'target'", Fails("CLU0403", "[[contents]]\nsource = \"a\"\ntarget = \"a\\u0000\"").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "p.toml:1:1: the key 'name' is missing")]
    [InlineData("name = \"x\"", "p.toml:1:1: the key 'label' is missing")]
    [InlineData(Head + "[[user]]\nuid = 1000", "p.toml:3:3: the key 'name' is missing in [user]")]
    [InlineData(Head + "[[contents]]\ntarget = \"a\"", "p.toml:3:3: the key 'source' is missing in [contents]")]
    [InlineData(Head + "[[contents]]\nsource = \"a\"", "p.toml:3:3: the key 'target' is missing in [contents]")]
    [InlineData(Head + "[[host]]\npackages = [\"aa\"]", "p.toml:3:3: the key 'name' is missing in [host]")]
    [InlineData(Head + Host + "packages = [\"aa\"]\n[[host.user]]\nuid = 1000", "p.toml:6:3: the key 'name' is missing in [host.user]")]
    public void A_missing_key_is_CLU0404(string toml, string message) => Assert.Equal(message, Throws("CLU0404", toml).Message);

    [Theory]
    [InlineData("packages = [\"git\", \"git\"]", "p.toml:3:20: package 'git' is there twice")]
    [InlineData("[[user]]\nname = \"a\"\n[[user]]\nname = \"a\"", "p.toml:6:8: user 'a' is there twice")]
    [InlineData("[[user]]\nname = \"a\"\nuid = 1000\n[[user]]\nname = \"b\"\nuid = 1000", "p.toml:8:7: uid '1000' is there twice")]
    [InlineData(Host + "packages = [\"aa\"]\n" + Host + "packages = [\"aa\"]", "p.toml:7:8: host 'h' is there twice")]
    [InlineData(Host + "packages = [\"aa\"]\n[[host.user]]\nname = \"a\"\n[[host.user]]\nname = \"a\"", "p.toml:9:8: user 'a' is there twice")]
    public void What_is_there_twice_is_CLU0405(string body, string message) => Assert.Equal(message, Fails("CLU0405", body).Message);

    [Theory]
    [InlineData(Host + "layout = \"a\"", "p.toml:3:3: host 'h' has neither toplevel nor packages")]
    [InlineData(Host + "toplevel = \"/nix/store/x\"\npackages = [\"aa\"]", "p.toml:6:12: host 'h' has both toplevel and packages")]
    public void A_host_is_a_toplevel_or_made_of_packages(string body, string message)
    {
        CluException error = Fails("CLU0406", body);
        Assert.Equal((message, "a host is a toplevel that a store has, or is made of packages"), (error.Message, error.Hint));
    }

    [Theory]
    [InlineData("kernel = \"linux-image-amd64\"", "kernel", 10)]
    [InlineData("kernel-params = [\"quiet\"]", "kernel-params", 17)]
    public void What_a_toplevel_has_already_cannot_be_said_of_its_host(string line, string key, int column) => Assert.Equal(
        $"p.toml:6:{column}: '{key}' does nothing for host 'h', whose toplevel is made already",
        Fails("CLU0407", $"{Host}toplevel = \"/nix/store/x\"\n{line}").Message);

    [Fact]
    public void A_profile_that_is_not_there_is_CLU0400()
    {
        using TempFolder folder = new();
        foreach (string file in new[] { folder["none.toml"], folder["none/none.toml"] })
        {
            CluException error = Assert.Throws<CluException>(() => ProfileReader.Read(file));
            Assert.Equal(("CLU0400", ErrorKind.Usage), (error.Code, error.Kind));
            Assert.Equal($"there is no profile '{file}'", error.Message);
        }
    }

    [Fact]
    public void A_profile_that_cannot_be_read_is_CLU0400_of_the_surroundings()
    {
        using TempFolder folder = new();
        CluException error = Assert.Throws<CluException>(() => ProfileReader.Read(folder.Path));
        Assert.Equal(("CLU0400", ErrorKind.Environment), (error.Code, error.Kind));
    }

    private static CluException Fails(string code, string body) => Throws(code, Head + body);

    private static CluException Throws(string code, string toml)
    {
        CluException error = Assert.Throws<CluException>(() => ProfileReader.Parse(toml, "p.toml"));
        Assert.Equal((code, ErrorKind.Usage, "nothing was started"), (error.Code, error.Kind, error.Untouched));
        return error;
    }
}
