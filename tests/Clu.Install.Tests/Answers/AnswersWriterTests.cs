using System.Text.RegularExpressions;
using Clu.Install.Answers;
using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Testing;
using CsCheck;
using static Clu.Install.Tests.Answers.SampleMachine;

namespace Clu.Install.Tests.Answers;

public sealed class AnswersWriterTests
{
    private const string Everything = """
        host = "kitchen"
        hostname = "kitchen-1"
        machine-id = "6c3f0a9e1b7d4c52a8e04f9b2d7c1e35"
        time-zone = "Europe/Berlin"
        locale = "de_DE.UTF-8"
        keymap = "de-latin1"
        root-password-hash = "$6$saltsalt$roothash"
        root-authorized-keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f me"]
        layout = "ext4"
        firmware = "bios"
        keep-wifi = false
        configuration = "/etc/nixos"
        after = "poweroff"

        [encryption]
        passphrase = "pass phrase"
        key-file = "/k"
        key-location = "LABEL=K:/k"
        tpm2 = true

        [boot]
        loader = "grub"
        nvram = false

        [[disk]]
        serial = "a"
        only = true

        [[disk]]
        smallest-over = "20G"
        model = "M"

        [[user]]
        name = "alice"
        uid = 1000
        groups = ["wheel", "sudo"]
        shell = "/bin/zsh"
        password-hash = "$6$saltsalt$alicehash"
        description = "Alice \"A\""

        [[network]]
        mac = "52:54:00:12:34:56"
        addresses = ["192.0.2.7/24"]
        gateways = ["192.0.2.1"]
        name-servers = ["192.0.2.53"]
        search = ["example.org", "example.net"]

        [[wifi]]
        ssid = "home"
        passphrase = "wifi passphrase"
        hidden = true

        [ssh-host-keys]
        files = ["/k"]

        [[extra-file]]
        content = "extra\tsecret\u0001\n"
        target = "/x"
        mode = "0600"
        owner = "alice"
        """;

    [Fact]
    public void What_is_written_is_read_as_the_same()
    {
        string once = Again(Everything);
        Assert.Equal(once, Again(once));
        Assert.All(Regex.Matches(Everything, "(?m)^([a-z-]+) = ").Select(match => match.Groups[1].Value), key => Assert.Contains($"{key} = ", once, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_answered_is_nothing_written_and_none_is_an_answer()
    {
        Assert.Equal("", Again(""));
        Assert.Empty(AnswersReader.Parse(Again("user = []\nwifi = []"), "a", "/f").Users!);
    }

    [Fact]
    public void Without_secrets_none_is_there()
    {
        string text = AnswersWriter.Write(AnswersReader.Parse(Everything, "a.toml", "/f"), secrets: false);
        Assert.All(["roothash", "alicehash", "pass phrase", "wifi passphrase", "extra"], secret => Assert.DoesNotContain(secret + "\n", text.Replace("\"", "\n", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.DoesNotContain("secret\\u", text, StringComparison.Ordinal);
        AnswersReader.Parse(text, "a.toml", "/f");
        Assert.True(AnswersWriter.LeavesOut(text));
        Assert.False(AnswersWriter.LeavesOut(Again(Everything)));
        Assert.False(AnswersWriter.LeavesOut(AnswersWriter.Write(AnswersReader.Parse("[[wifi]]\nssid = \"open\"", "a.toml", "/f"), secrets: false)));
    }

    [Fact]
    public void Every_layout_that_clu_has_can_stand_in_answers()
    {
        foreach (DiskLayout layout in LayoutCatalog.All)
        {
            string text = AnswersWriter.Write(new InstallAnswers { InlineLayout = layout }, secrets: true);
            Assert.Equal(text, Again(text));
            Assert.Equal(layout.Partitions, AnswersReader.Parse(text, "a.toml", "/f").InlineLayout!.Partitions);
        }
    }

    [Fact]
    public void Any_text_is_written_so_that_it_is_read_as_it_was() =>
        Gen.String.Where(text => text.IsNormalizedText()).Sample(text =>
        {
            InstallAnswers answers = new() { ExtraFiles = [new ExtraFile(null, text, "/x", null, "root", "root")] };
            Assert.Equal(text, AnswersReader.Parse(AnswersWriter.Write(answers, secrets: true), "a.toml", "/f").ExtraFiles![0].Content);
        });

    [Fact]
    public void Choices_said_as_answers_lead_to_the_same_choices()
    {
        InstallChoices first = Resolve("hostname = \"a\"\n[disk]\nonly = true\n[[wifi]]\nssid = \"x\"\npassphrase = \"12345678\"", [Medium, Small]).Require();
        InstallAnswers answers = ChosenAnswers.Of(first) with { Layout = "one", InlineLayout = null };
        InstallChoices second = Resolve(AnswersReader.Parse(AnswersWriter.Write(answers, secrets: true), "a.toml", "/f"), [Medium, Small, Large]).Require();
        Assert.Equal(AnswersWriter.Write(ChosenAnswers.Of(first), true), AnswersWriter.Write(ChosenAnswers.Of(second), true));
        Assert.Equal(first.Disks, second.Disks);
    }

    private static string Again(string toml) => AnswersWriter.Write(AnswersReader.Parse(toml, "a.toml", "/f"), secrets: true);
}

/// <summary>What TOML can hold: Unicode without lone surrogates.</summary>
internal static class TextOfToml
{
    public static bool IsNormalizedText(this string text) => !text.Contains('\0', StringComparison.Ordinal) && text.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);
}
