using Clu.Cli.Installing;
using Clu.Cli.Tests.Wizard;
using Clu.Cli.Wizard;
using Clu.Cli.Wizard.Choices;
using Clu.Install.Answers;
using Clu.Install.Answers.Resolving;

namespace Clu.Cli.Tests.Installing;

public sealed class DraftAnswersTests
{
    private static readonly InstallDraft s_draft = new()
    {
        Host = "reference",
        Disks = ["/dev/vda"],
        Layout = "luks",
        Passphrase = "open",
        HostName = "lab-7",
        User = "eva",
        Password = "pw",
        TimeZone = "Asia/Tokyo",
        Address = new FixedAddress("enp1s0", "192.0.2.7/24", "192.0.2.1", ["192.0.2.53"]),
        KeepWifi = false,
    };

    [Fact]
    public void What_was_typed_becomes_answers()
    {
        InstallAnswers answers = DraftAnswers.Of(s_draft, new InstallAnswers(), SampleMachine.Reference, "$6$salt$hash");

        Assert.Equal(("reference", "lab-7", "luks", "open", "Asia/Tokyo"),
            (answers.Host?.Text, answers.HostName?.Text, answers.Layout, answers.Encryption?.Passphrase, answers.TimeZone?.Text));
        Assert.Equal("/dev/vda", Assert.Single(answers.Disks!).Device);
        UserAnswer user = Assert.Single(answers.Users!);
        Assert.Equal(("eva", "$6$salt$hash", "sudo"), (user.Account.Name.Text, user.Account.PasswordHash, Assert.Single(user.Account.Groups).Text));
        Assert.Equal("192.0.2.7/24", Assert.Single(Assert.Single(answers.Interfaces!).Addresses));
        Assert.False(answers.KeepWifi);
    }

    [Fact]
    public void What_the_wizard_does_not_ask_is_kept_from_the_answers()
    {
        InstallAnswers given = AnswersReader.Parse(
            """
            root-authorized-keys = []
            [boot]
            loader = "grub"
            [[user]]
            name = "eva"
            uid = 1234
            groups = ["video"]
            password-hash = "$6$saltsalt$hashhashhash"
            [[user]]
            name = "tom"
            """, "a.toml", "/f");

        InstallAnswers answers = DraftAnswers.Of(s_draft with { Password = null }, given, SampleMachine.Reference, null);

        Assert.Equal(Clu.Install.Choices.LoaderKind.Grub, answers.Loader);
        Assert.Equal(["eva", "tom"], answers.Users!.Select(user => user.Account.Name.Text));
        Assert.Equal((1234, "$6$saltsalt$hashhashhash", "video"),
            (answers.Users![0].Account.Uid, answers.Users[0].Account.PasswordHash, answers.Users[0].Account.Groups[0].Text));
    }

    [Fact]
    public void Given_answers_fill_the_draft_and_name_the_pages_that_they_answer()
    {
        InstallAnswers given = AnswersReader.Parse(
            """
            hostname = "lab-9"
            layout = "ext4"
            [[user]]
            name = "eva"
            password-file = "hash"
            [[network]]
            interface = "enp1s0"
            addresses = ["192.0.2.7/24"]
            """, "a.toml", "/f");
        AnswersResolution resolution = new() { Problems = [], Firmware = Clu.Install.Choices.TargetFirmware.Uefi };

        (InstallDraft draft, IReadOnlyList<PageId> pages) = AnswersDraft.Of(given, resolution);

        Assert.Equal([PageId.Layout, PageId.HostName, PageId.User, PageId.Network], pages);
        Assert.Equal(("lab-9", "eva", "192.0.2.7/24"), (draft.HostName, draft.User, draft.Address?.Address));
        Assert.NotNull(draft.PasswordHash);
        // The hash is read from its file, not taken from the draft.
        Assert.Equal("/f/hash", DraftAnswers.Of(draft, given, SampleMachine.Reference, null).Users![0].PasswordFile);
    }
}
