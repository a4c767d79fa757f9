using Clu.Binary;
using Clu.Install.Answers;
using Clu.Install.Answers.Resolving;
using Clu.Install.Choices;
using Clu.Testing;
using static Clu.Install.Tests.Answers.SampleMachine;

namespace Clu.Install.Tests.Answers;

public sealed class AnswersResolverTests
{
    private const string Disk = "[disk]\nonly = true\n";

    [Fact]
    public void What_nobody_answers_is_what_the_host_and_the_machine_say()
    {
        InstallChoices choices = Resolve(Disk).Require();
        Assert.Equal(Reference, choices.Host);
        Assert.Equal("kitchen", choices.Machine.HostName.Text);
        Assert.Equal("Europe/Berlin", choices.Machine.TimeZone);
        Assert.Equal(MachineIdText, choices.Machine.MachineId);
        Assert.Equal("cook", Assert.Single(choices.Machine.Users).Name.Text);
        Assert.Equal(One, choices.Layout);
        Assert.Equal((TargetFirmware.Uefi, LoaderKind.SystemdBoot, true), (choices.Firmware, choices.Loader, choices.NvramEntry));
    }

    [Fact]
    public void A_machine_that_was_started_by_bios_gets_grub()
    {
        InstallChoices choices = Resolve(Disk, uefi: false).Require();
        Assert.Equal((TargetFirmware.Bios, LoaderKind.Grub, false), (choices.Firmware, choices.Loader, choices.NvramEntry));
    }

    [Fact]
    public void An_answer_goes_before_the_default_of_the_host()
    {
        InstallChoices choices = Resolve($"hostname = \"other\"\ntime-zone = \"UTC\"\nfirmware = \"bios\"\n{Disk}[[user]]\nname = \"alice\"\npassword-hash = \"$6$saltsalt$hashhash\"").Require();
        Assert.Equal(("other", "UTC", TargetFirmware.Bios), (choices.Machine.HostName.Text, choices.Machine.TimeZone, choices.Firmware));
        Assert.Equal("alice", Assert.Single(choices.Machine.Users).Name.Text);
    }

    [Fact]
    public void Everything_that_is_missing_is_said_at_once()
    {
        AnswersResolution resolution = Resolve("", hosts: [Nixos, Reference]);
        Assert.Equal(["host", "layout", "disk", "hostname"], resolution.Problems.Select(problem => problem.Key));
        Assert.All(resolution.Problems, problem => Assert.True(problem.IsMissing));
        CluException error = Assert.Throws<CluException>(resolution.Require);
        Assert.Equal("CLU0634", error.Code);
        Assert.Equal("no disk was touched", error.Untouched);
        Assert.All(["host:", "layout:", "disk:", "hostname:"], key => Assert.Contains(key, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("host = \"kitchn\"", "host", "did you mean 'kitchen'?")]
    [InlineData("layout = \"three\"", "layout", "docs/layouts.md")]
    [InlineData("layout = \"secret\"", "encryption", "[encryption]")]
    [InlineData("encryption = { passphrase = \"abc\" }", "encryption", "LUKS")]
    [InlineData("layout = \"secret\"\nencryption = { tpm2 = true }", "encryption.passphrase", "passphrase")]
    [InlineData("layout = \"secret\"\nencryption = { key-file = \"/dev/null\" }", "encryption.key-file", "")]
    [InlineData("layout = \"secret\"\nencryption = { key-file = \"/bin/true\" }", "encryption.key-location", "LABEL=")]
    [InlineData("[boot]\nloader = \"systemd-boot\"", "boot.loader", "grub")]
    [InlineData("[boot]\nnvram = true", "boot.nvram", "by UEFI")]
    [InlineData("root-password-file = \"/nowhere/hash\"", "root-password-file", "docs/answers.md")]
    [InlineData("configuration = \"/nowhere\"", "configuration", "/etc/nixos")]
    [InlineData("[ssh-host-keys]\nfiles = [\"/nowhere/key\"]", "ssh-host-keys.files", "")]
    [InlineData("[[extra-file]]\nsource = \"/nowhere/file\"\ntarget = \"/x\"", "extra-file.source", "folder of the answers")]
    [InlineData("[[user]]\nname = \"alice\"", "user", "password-hash")]
    public void What_cannot_be_followed_is_a_problem_of_its_key(string toml, string key, string advice)
    {
        AnswersResolution resolution = Resolve($"{toml}\n{Disk}", uefi: false);
        Assert.Null(resolution.Choices);
        AnswerProblem problem = resolution.Problems[0];
        Assert.Equal(key, problem.Key);
        Assert.Contains(advice, problem.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_NixOS_host_nobody_needs_to_log_in_by_an_answer() =>
        Assert.Empty(Resolve($"hostname = \"attic\"\nlayout = \"one\"\n{Disk}", hosts: [Nixos]).Problems);

    [Fact]
    public void Answers_without_secrets_are_enough_to_open_the_disks()
    {
        InstallAnswers answers = AnswersReader.Parse($"{Disk}[[user]]\nname = \"alice\"", "a.toml", "/f");
        Assert.Null(Resolve(answers).Choices);
        Assert.NotNull(Resolve(answers, needsLogin: false).Choices);
    }

    [Fact]
    public void A_user_without_password_is_locked_and_not_open()
    {
        InstallChoices choices = Resolve($"root-password-hash = \"$6$saltsalt$hashhash\"\n{Disk}[[user]]\nname = \"alice\"").Require();
        Assert.Equal("!", Assert.Single(choices.Machine.Users).PasswordHash);
        Assert.Null(Resolve(Disk).Require().Machine.RootPasswordHash);
    }

    [Fact]
    public void Secrets_are_read_from_their_files()
    {
        using TempFolder folder = new();
        string path = folder.Path;
        File.WriteAllText(Path.Combine(path, "hash"), "$6$saltsalt$hashhash\nmore\n");
        File.WriteAllText(Path.Combine(path, "key"), "no hash\n");
        Tool.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", Path.Combine(path, "host")).Succeeded();
        InstallChoices choices = Resolve($"root-password-file = \"{path}/hash\"\n[ssh-host-keys]\nfiles = [\"{path}/host\"]\n{Disk}").Require();
        Assert.Equal("$6$saltsalt$hashhash", choices.Machine.RootPasswordHash);
        Assert.Equal("ssh_host_ed25519_key", Assert.Single(choices.Machine.SshHostKeys.Keys));
        Assert.Contains("no hash", Assert.Single(Resolve($"root-password-file = \"{path}/key\"\n{Disk}").Problems).Reason, StringComparison.Ordinal);
        File.Copy(Path.Combine(path, "host"), Path.Combine(path, "other"));
        Assert.Contains(
            "second key", Assert.Single(Resolve($"[ssh-host-keys]\nfiles = [\"{path}/host\", \"{path}/other\"]\n{Disk}").Problems).Reason, StringComparison.Ordinal);
        Assert.Contains("is not a private key", Assert.Single(Resolve($"[ssh-host-keys]\nfiles = [\"{path}/host.pub\"]\n{Disk}").Problems).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("passphrase = \"a b\"", "a b")]
    [InlineData("passphrase-file = \"FILE\"", "c d")]
    public void A_passphrase_reaches_cryptsetup_without_line_end(string answer, string passphrase)
    {
        using TempFolder folder = new();
        string file = Path.Combine(folder.Path, "p");
        File.WriteAllText(file, "c d\r\n");
        InstallChoices choices = Resolve($"layout = \"secret\"\n{Disk}[encryption]\n{answer.Replace("FILE", file, StringComparison.Ordinal)}").Require();
        Assert.Equal(passphrase, System.Text.Encoding.UTF8.GetString(choices.Secret!.Passphrase!.Value.Span));
    }

    [Fact]
    public void A_layout_may_stand_in_the_answers()
    {
        InstallChoices choices = Resolve($"{Disk}[layout]\nname = \"mine\"\n[[layout.partition]]\nname = \"esp\"\ntype = \"esp\"\nsize = \"512M\"\n"
            + "[[layout.partition]]\nname = \"root\"\ntype = \"root\"\nsize = \"rest\"\n[[layout.filesystem]]\non = \"esp\"\ntype = \"vfat\"\nmount = \"/boot\"\n"
            + "[[layout.filesystem]]\non = \"root\"\ntype = \"ext4\"\nmount = \"/\"").Require();
        Assert.Equal(("mine", 2), (choices.Layout.Name, choices.Layout.Partitions.Count));
    }

    [Fact]
    public void A_host_key_with_a_passphrase_is_refused()
    {
        using TempFolder folder = new();
        Tool.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", Path.Combine(folder.Path, "host")).Succeeded();
        Assert.Contains("is not a private key", Assert.Single(Resolve($"[ssh-host-keys]\nfiles = [\"{folder.Path}/host\"]\n{Disk}").Problems).Reason, StringComparison.Ordinal);
    }
}
