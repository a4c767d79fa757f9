using Clu.Binary;
using Clu.Install.Answers;
using Clu.Install.Choices;
using Clu.Testing;

namespace Clu.Install.Tests.Answers;

public sealed class AnswersReaderTests
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

    [Fact]
    public void An_empty_file_answers_nothing() => Assert.Equal(new InstallAnswers(), AnswersReader.Parse("", "a.toml", "/f"));

    [Fact]
    public void Relative_paths_are_taken_from_the_folder_of_the_file()
    {
        InstallAnswers answers = AnswersReader.Parse("layout = \"my.toml\"\nconfiguration = \"../nixos\"\nroot-password-file = \"/r\"", "a.toml", "/f/g");
        Assert.Equal("/f/g/my.toml", answers.Layout);
        Assert.Equal("/f/nixos", answers.ConfigurationFolder);
        Assert.Equal("/r", answers.RootPasswordFile);
    }

    [Fact]
    public void Answers_without_a_folder_take_absolute_paths_only()
    {
        Assert.Equal("/nixos", AnswersReader.Parse("configuration = \"/nixos\"", "http://h/a", null).ConfigurationFolder);
        Assert.Contains("absolute path", Error("configuration = \"nixos\"", folder: null).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_disk_and_several_are_both_taken()
    {
        Assert.Equal([new DiskRule { Only = true }], AnswersReader.Parse("[disk]\nonly = true", "a.toml", "/f").Disks!);
        Assert.Equal([new DiskRule { Only = true }], AnswersReader.Parse("disk = { only = true }", "a.toml", "/f").Disks!);
        Assert.Equal(
            [new DiskRule { Serial = "a" }, new DiskRule { Serial = "b" }], AnswersReader.Parse("[[disk]]\nserial = \"a\"\n[[disk]]\nserial = \"b\"", "a.toml", "/f").Disks!);
    }

    [Theory]
    [InlineData("password = \"secret\"", "CLU0630", 1, "password-hash")]
    [InlineData("root-password = \"secret\"", "CLU0630", 1, "root-password-hash")]
    [InlineData("[[user]]\nname = \"a\"\npassword = \"secret\"", "CLU0630", 3, "password-hash")]
    public void A_password_that_is_not_hashed_is_refused_with_what_to_do(string toml, string code, int line, string advice)
    {
        CluException error = Error(toml);
        Assert.Equal(code, error.Code);
        Assert.StartsWith($"a.toml:{line}:", error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Hint, StringComparison.Ordinal);
        Assert.Contains("mkpasswd", error.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message + error.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("root-password-hash = \"letmein\"")]
    [InlineData("[[user]]\nname = \"a\"\npassword-hash = \"letmein\"")]
    [InlineData("[encryption]\npassphrase = \"let\\tmein\"")]
    [InlineData("[[wifi]]\nssid = \"a\"\npassphrase = \"letmein\"")]
    public void A_secret_that_cannot_be_taken_is_not_shown(string toml) => Assert.DoesNotContain("mein", Error(toml).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("hostnam = \"a\"", "CLU0402", "1:1", "did you mean 'hostname'?")]
    [InlineData("\nhostname = \"A\"", "CLU0403", "2:12", "docs/answers.md")]
    [InlineData("hostname = 1", "CLU0403", "1:12", "docs/answers.md")]
    [InlineData("machine-id = \"00000000000000000000000000000000\"", "CLU0403", "1:14", null)]
    [InlineData("time-zone = \"../../etc/shadow\"", "CLU0403", "1:13", null)]
    [InlineData("time-zone = \"Europe//Berlin\"", "CLU0403", "1:13", null)]
    [InlineData("locale = \"de_DE UTF-8\"", "CLU0403", "1:10", null)]
    [InlineData("keymap = \"../x\"", "CLU0403", "1:10", null)]
    [InlineData("firmware = \"efi\"", "CLU0403", "1:12", null)]
    [InlineData("after = \"halt\"", "CLU0403", "1:9", null)]
    [InlineData("root-authorized-keys = [\"ssh-ed25519 AAAA\"]", "CLU0403", "1:25", null)]
    [InlineData("root-authorized-keys = [\"ssh-dss AAAAB3NzaC1kc3MAAACBAAAAAAAAAAAAAAAA\"]", "CLU0403", "1:25", null)]
    [InlineData("root-authorized-keys = [\"command=\\\"x\\\" " + Key + "\"]", "CLU0403", "1:25", null)]
    [InlineData("root-authorized-keys = [\"" + Key + "\", \"" + Key + "\"]", "CLU0405", "1:109", null)]
    [InlineData("root-authorized-keys = [\"ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\"]", "CLU0403", "1:25", null)]
    [InlineData("root-password-hash = \"!\"\nroot-password-file = \"f\"", "CLU0403", "2:22", null)]
    [InlineData("[[user]]\nuid = 1000", "CLU0404", "1:3", null)]
    [InlineData("[[user]]\nname = \"root\"", "CLU0403", "2:8", null)]
    [InlineData("[[user]]\nname = \"a\"\n[[user]]\nname = \"a\"", "CLU0405", "4:8", null)]
    [InlineData("[[user]]\nname = \"a\"\nuid = 1000\n[[user]]\nname = \"b\"\nuid = 1000", "CLU0405", "6:7", null)]
    [InlineData("[[user]]\nname = \"a\"\ndescription = \"a:b\"", "CLU0403", "3:15", null)]
    [InlineData("[[user]]\nname = \"a\"\nshell = \"/bin/sh:x\"", "CLU0403", "3:9", null)]
    [InlineData("[disk]", "CLU0404", "1:2", null)]
    [InlineData("[disk]\nonly = false", "CLU0403", "2:8", null)]
    [InlineData("[disk]\nsmallest-over = \"20\"", "CLU0403", "2:17", null)]
    [InlineData("[disk]\ndevice = \"/etc/passwd\"", "CLU0403", "2:10", null)]
    [InlineData("disk = \"/dev/vda\"", "CLU0403", "1:8", null)]
    [InlineData("[encryption]\nkey-location = \"LABEL=K:/k\"", "CLU0403", "2:16", null)]
    [InlineData("[encryption]\nkey-file = \"k\"\nkey-location = \"/root.key\"", "CLU0403", "3:16", null)]
    [InlineData("[boot]\nloader = \"lilo\"", "CLU0403", "2:10", null)]
    [InlineData("[[network]]\naddresses = [\"192.0.2.7/24\"]", "CLU0404", "1:3", null)]
    [InlineData("[[network]]\ninterface = \"a/b\"", "CLU0403", "2:13", null)]
    [InlineData("[[network]]\ninterface = \"a\"\nmac = \"52:54:00:12:34:56\"", "CLU0403", "3:7", null)]
    [InlineData("[[network]]\ninterface = \"a\"\naddresses = [\"192.0.2.7\"]", "CLU0403", "3:14", null)]
    [InlineData("[[network]]\ninterface = \"a\"\naddresses = [\"192.0.2.07/24\"]", "CLU0403", "3:14", null)]
    [InlineData("[[network]]\ninterface = \"a\"\naddresses = [\"192.0.2.7/33\"]", "CLU0403", "3:14", null)]
    [InlineData("[[network]]\ninterface = \"a\"\naddresses = [\"192.0.2.7/24\"]\ngateways = [\"2001:db8::1\"]", "CLU0403", "4:12", null)]
    [InlineData("[[network]]\ninterface = \"a\"\ngateways = [\"192.0.2.1\"]", "CLU0403", "3:12", null)]
    [InlineData("[[wifi]]\nssid = \"\"", "CLU0403", "2:8", null)]
    [InlineData("[[wifi]]\nssid = \"123456789012345678901234567890123\"", "CLU0403", "2:8", null)]
    [InlineData("[[extra-file]]\nsource = \"a\"", "CLU0404", "1:3", null)]
    [InlineData("[[extra-file]]\nsource = \"a\"\ncontent = \"b\"\ntarget = \"/c\"", "CLU0403", "3:11", null)]
    [InlineData("[[extra-file]]\nsource = \"a\"\ntarget = \"/nix/store/x\"", "CLU0403", "3:10", null)]
    [InlineData("[[extra-file]]\nsource = \"a\"\ntarget = \"/etc/../nix\"", "CLU0403", "3:10", null)]
    [InlineData("[[extra-file]]\nsource = \"a\"\ntarget = \"/c\"\nmode = \"rw\"", "CLU0403", "4:8", null)]
    public void A_mistake_is_named_with_its_place(string toml, string code, string place, string? hint)
    {
        CluException error = Error(toml);
        Assert.Equal(code, error.Code);
        Assert.StartsWith($"a.toml:{place}: ", error.Message, StringComparison.Ordinal);
        if (hint is not null)
            Assert.Contains(hint, error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Interfaces_are_taken_in_the_form_that_tools_print()
    {
        NetworkInterfaceChoice choice = Assert.Single(AnswersReader.Parse(
            "[[network]]\nmac = \"52-54-00-AB-CD-EF\"\naddresses = [\"2001:0DB8:0::7/64\"]\ngateways = [\"2001:db8:0:0::1\"]", "a.toml", "/f").Interfaces!);
        Assert.Equal("52:54:00:ab:cd:ef", choice.Mac);
        Assert.Equal(["2001:db8::7/64"], choice.Addresses);
        Assert.Equal(["2001:db8::1"], choice.Gateways);
    }

    [Fact]
    public void A_file_that_is_not_there_or_too_large_is_an_error()
    {
        using TempFolder folder = new();
        string file = Path.Combine(folder.Path, "a.toml");
        Assert.Equal("CLU0631", Assert.Throws<CluException>(() => AnswersReader.Read(file)).Code);
        File.WriteAllText(file, new string('#', AnswersReader.LongestFile + 1));
        Assert.Contains("more than", Assert.Throws<CluException>(() => AnswersReader.Read(file)).Message, StringComparison.Ordinal);
        File.WriteAllText(file, new string('#', AnswersReader.LongestFile));
        Assert.Equal(new InstallAnswers(), AnswersReader.Read(file));
        File.WriteAllBytes(file, [0x23, 0xFF, 0xFE]);
        Assert.Contains("UTF-8", Assert.Throws<CluException>(() => AnswersReader.Read(file)).Message, StringComparison.Ordinal);
    }

    private static CluException Error(string toml, string? folder = "/f") => Assert.Throws<CluException>(() => AnswersReader.Parse(toml, "a.toml", folder));
}
