using Clu.Binary;
using Clu.Stores.Remote;
using Clu.Testing;

namespace Clu.Stores.Tests.Remote;

public class SshCommandTests
{
    [Theory]
    [InlineData("ssh://host", null, "host", null)]
    [InlineData("ssh-ng://user@host:2222", "user", "host", 2222)]
    [InlineData("ssh://host:", null, "host", null)]
    [InlineData("ssh://u%40v@host", "u@v", "host", null)]
    [InlineData("ssh://::1", null, "::1", null)]
    [InlineData("ssh://[::1]:22", null, "::1", 22)]
    [InlineData("ssh://u@[fe80::1%25eth0]", "u", "fe80::1%eth0", null)]
    [InlineData("ssh://u@fe80::1%eth0", "u", "fe80::1%eth0", null)]
    [InlineData("ssh://u@fe80::1%25eth0", "u", "fe80::1%25eth0", null)]
    public void A_target_has_user_host_and_port(string url, string? user, string host, int? port) =>
        Assert.Equal(new SshTarget(user, host, port), SshTarget.Parse(StoreUrl.Parse(url)));

    [Theory]
    [InlineData("ssh://")]
    [InlineData("ssh://user@")]
    [InlineData("ssh://@host")]
    [InlineData("ssh://-oProxyCommand=x")]
    [InlineData("ssh://-u@host")]
    [InlineData("ssh://host/folder")]
    [InlineData("ssh://host%20name")]
    [InlineData("ssh://host:0")]
    [InlineData("ssh://host:65536")]
    [InlineData("ssh://host:abc")]
    [InlineData("ssh://[::1")]
    [InlineData("ssh://[::1]22")]
    public void What_leads_nowhere_is_refused(string url) =>
        Assert.Equal("CLU0313", Assert.Throws<CluException>(() => SshTarget.Parse(StoreUrl.Parse(url))).Code);

    [Fact]
    public void Targets_of_the_store_references_of_nix_are_read()
    {
        string? folder = RepositoryRoot.Fixtures;
        Assert.SkipWhen(folder is null, "the shared fixtures are not beside this clone");
        string[][] rows = [.. File.ReadLines(Path.Combine(folder, "vectors/store-reference.tsv")).Select(line => line.Split('\t')).Where(row => row[1].StartsWith("ssh://", StringComparison.Ordinal))];
        Assert.Equal(10, rows.Length);
        foreach (string[] row in rows)
        {
            // "ssh authority=user@[host%25zone] a=b"; some rows leave out the beginning, or say "same".
            string parsed = row[2].Split(' ').First(word => word is not "ssh").Replace("authority=", "", StringComparison.Ordinal);
            string expected = parsed == "same" ? "userinfo@[fea5:23e1:3916:fc24:cb52:2837:2ecb:ea8e]" : parsed.Replace("...", "fea5:23e1:3916:fc24:cb52:2837:2ecb:ea8e", StringComparison.Ordinal);
            Assert.Equal(Uri.UnescapeDataString(expected.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)), SshTarget.Parse(StoreUrl.Parse(row[1])).Destination);
        }
    }

    [Fact]
    public void The_command_line_is_that_of_nix()
    {
        using SshCommand command = new(
            StoreUrl.Parse("ssh-ng://user@host:77?ssh-key=/tmp/k&compress=true&remote-program=/opt/nix-daemon%20x&max-connections=3&remote-store=/srv/x%20y"),
            "nix-daemon", ["--stdio"], name => name == "NIX_SSHOPTS" ? """-v -o "Foo=a b" """ : null);
        Assert.Equal("ssh", command.Program);
        Assert.Equal(3, command.Connections);
        Assert.Equal(
            ["user@host", "-x", "-v", "-o", "Foo=a b", "-i", "/tmp/k", "-C", "-p77", "--", "/opt/nix-daemon", "x", "--stdio", "--store", "'/srv/x y'"],
            command.Arguments);
    }

    [Fact]
    public void Localhost_needs_no_ssh()
    {
        using SshCommand command = new(StoreUrl.Parse("ssh://localhost?remote-store=/srv/x%20y"), "nix-store", ["--serve", "--write"], _ => "-v");
        Assert.Equal("nix-store", command.Program);
        Assert.Equal(["--serve", "--write", "--store", "/srv/x y"], command.Arguments);
    }

    [Fact]
    public void The_key_of_the_host_is_in_a_file_as_long_as_the_command()
    {
        string option;
        using (SshCommand command = new(StoreUrl.Parse("ssh://host?base64-ssh-public-host-key=c3NoLWVkMjU1MTkgQUFBQQ=="), "nix-store", [], _ => null))
        {
            option = Assert.Single(command.Arguments, word => word.StartsWith("-oUserKnownHostsFile=", StringComparison.Ordinal)).Split('=')[1];
            Assert.Equal("host ssh-ed25519 AAAA\n", File.ReadAllText(option));
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(option)));
    }

    [Theory]
    [InlineData("max-connections=0")]
    [InlineData("max-connections=x")]
    [InlineData("base64-ssh-public-host-key=!")]
    public void Wrong_parameters_are_refused(string parameter) =>
        Assert.Equal("CLU0313", Assert.Throws<CluException>(() => new SshCommand(StoreUrl.Parse($"ssh://host?{parameter}"), "x", [], _ => null)).Code);

    [Theory]
    [InlineData("", "")]
    [InlineData("  a  b\tc ", "a|b|c")]
    [InlineData("""-o "Foo=a b" 'c "d' e\ f "g\"h" """, """-o|Foo=a b|c "d|e f|g"h""")]
    [InlineData("a'b'\"\" ''", "ab|")]
    public void Words_are_parted_as_a_shell_does(string line, string words) => Assert.Equal(words, string.Join('|', ShellWords.Split(line)));

    [Theory]
    [InlineData("/opt/nix-daemon", "/opt/nix-daemon")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("", "''")]
    public void A_quoted_word_is_one_word_to_a_shell(string word, string quoted) => Assert.Equal(quoted, ShellWords.Quote(word));
}
