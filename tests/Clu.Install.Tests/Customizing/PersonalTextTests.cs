using Clu.Binary;
using Clu.Images.PersonalAreas;
using Clu.Install.Choices;
using Clu.Install.Customizing;
using Clu.Install.Live;
using Clu.Systems.Toml;
using Clu.Testing;

namespace Clu.Install.Tests.Customizing;

public sealed class PersonalTextTests : IDisposable
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEIDxYdJCsyOUBHTlVcY2pxeH+GjZSboqmwt77FzNPa ada@example.org";
    private const string OtherKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAIJEBceJSwzOkFIT1ZdZGtyeYCHjpWco6qxuL/GzdTb bob@example.org";
    private const string Hash = "$6$saltsalt$bE.kKc2gJ0kWc9rP1o7m0lq3yYzq5WJ8b1nq2rHc0";

    private readonly TempFolder _folder = new();

    [Fact]
    public void Options_become_answers_and_settings_of_the_live_system()
    {
        PersonalContent content = PersonalText.Apply(PersonalContent.Empty, new PersonalChanges
        {
            SshKeys = [Key],
            PasswordHash = Hash,
            Wifi = [new WifiChoice("Café \"x\"", "pass\\phrase", false), new WifiChoice("open", null, false)],
            HostName = "ada",
            TimeZone = "Europe/Berlin",
        });

        TomlTable answers = TomlTable.Parse(content.Answers, "a", "m");
        Assert.Equal(("ada", "Europe/Berlin", Hash), (answers.Text("hostname"), answers.Text("time-zone"), answers.Text("root-password-hash")));
        Assert.Equal([Key], answers.List("root-authorized-keys", (text, _) => text)!);
        Assert.Equal([("Café \"x\"", "pass\\phrase"), ("open", null)], answers.Tables("wifi").Select(table => (table.RequiredText("ssid"), table.Text("passphrase"))));
        LiveSettings live = LiveSettings.Parse(content.Live);
        Assert.Equal([Key], live.AuthorizedKeys);
        Assert.Equal(Hash, live.PasswordHash);
        Assert.Equal([new WifiChoice("Café \"x\"", "pass\\phrase", false), new WifiChoice("open", null, false)], live.Wifi);
    }

    [Fact]
    public void Answers_keep_their_text_and_options_win()
    {
        File.WriteAllText(_folder["answers.toml"], $"# mine\nhostname = 'old' # a name\nroot-authorized-keys = [\n  \"{OtherKey}\",\n]\n\n[boot]\nloader = \"grub\"\n");

        PersonalContent content = PersonalText.Apply(PersonalContent.Empty, new PersonalChanges
        {
            AnswersFile = _folder["answers.toml"],
            HostName = "new",
            TimeZone = "UTC",
            SshKeys = [Key, OtherKey],
        });

        Assert.Equal(
            $"time-zone = \"UTC\"\n# mine\nhostname = \"new\" # a name\nroot-authorized-keys = [\"{OtherKey}\", \"{Key}\"]\n\n[boot]\nloader = \"grub\"\n", content.Answers);
    }

    [Fact]
    public void Changes_add_to_what_is_there_until_it_is_cleared()
    {
        PersonalContent first = PersonalText.Apply(PersonalContent.Empty, new PersonalChanges { SshKeys = [Key], HostName = "ada" });
        PersonalContent second = PersonalText.Apply(first, new PersonalChanges { SshKeys = [OtherKey] });
        PersonalContent third = PersonalText.Apply(second, new PersonalChanges { Clear = true, TimeZone = "UTC" });

        Assert.Equal([Key, OtherKey], LiveSettings.Parse(second.Live).AuthorizedKeys);
        Assert.Contains("hostname = \"ada\"", second.Answers, StringComparison.Ordinal);
        Assert.Equal(("time-zone = \"UTC\"\n", ""), (third.Answers, third.Live));
        Assert.True(PersonalText.Apply(second, new PersonalChanges { Clear = true }).IsEmpty);
        Assert.Equal(second.Answers, PersonalText.Apply(second, new PersonalChanges { SshKeys = [OtherKey] }).Answers);
    }

    [Fact]
    public void Files_come_along_and_the_answers_say_where_they_go()
    {
        File.WriteAllText(_folder["run me"], "#!/bin/sh\n");
        File.SetUnixFileMode(_folder["run me"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        PersonalChanges changes = new() { Files = [new PersonalFile(_folder["run me"], "/opt/run")] };

        PersonalContent content = PersonalText.Apply(PersonalText.Apply(PersonalContent.Empty, changes), changes);

        Assert.Equal("#!/bin/sh\n"u8.ToArray(), content.Files["/opt/run"].ToArray());
        TomlTable file = Assert.Single(TomlTable.Parse(content.Answers, "a", "m").Tables("extra-file"));
        Assert.Equal(("/run/clu/files/opt/run", "/opt/run", "0700"), (file.Text("source"), file.Text("target"), file.Text("mode")));
    }

    [Fact]
    public void Keys_may_stand_in_a_file()
    {
        File.WriteAllText(_folder["keys"], $"# two\n{Key}\n\n{OtherKey}\n");
        PersonalContent content = PersonalText.Apply(PersonalContent.Empty, new PersonalChanges { SshKeys = [_folder["keys"]] });
        Assert.Equal([Key, OtherKey], LiveSettings.Parse(content.Live).AuthorizedKeys);
    }

    [Theory]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\n", "holds a private key")]
    [InlineData("hello", "is neither a public SSH key")]
    [InlineData("", "is neither a public SSH key")]
    [InlineData("ssh-ed25519 AAAA!", "is neither a public SSH key")]
    public void What_is_no_public_key_is_refused(string text, string message)
    {
        File.WriteAllText(_folder["key"], text);
        CluException error = Assert.Throws<CluException>(() => PersonalText.Apply(PersonalContent.Empty, new PersonalChanges { SshKeys = [_folder["key"]] }));
        Assert.Equal("CLU0538", error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hostname = ", "CLU0401")]
    [InlineData("other = 1", "CLU0402")]
    [InlineData("[[extra-file]]\nsource = \"here\"\ntarget = \"/there\"", "CLU0403")]
    [InlineData(null, "CLU0538")]
    public void Malformed_answers_are_refused(string? text, string code)
    {
        if (text is not null)
            File.WriteAllText(_folder["answers.toml"], text);
        Assert.Equal(code, Assert.Throws<CluException>(() =>
            PersonalText.Apply(PersonalContent.Empty, new PersonalChanges { AnswersFile = _folder["answers.toml"] })).Code);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("with a\ttab inside")]
    [InlineData("ümlaute sind keine")]
    public void A_passphrase_that_no_network_has_is_refused_and_not_shown(string passphrase)
    {
        CluException error = Assert.Throws<CluException>(() =>
            PersonalText.Apply(PersonalContent.Empty, new PersonalChanges { Wifi = [new WifiChoice("Home", passphrase, false)] }));
        Assert.Equal("CLU0403", error.Code);
        Assert.DoesNotContain(passphrase, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_not_shown()
    {
        const string Toml = "hostname = \"ada\"\nroot-password-hash = '$6$secret'\n[[wifi]]\nssid = \"Home\"\npassphrase = \"secret one\"\n"
            + "[encryption]\npassphrase = \"\"\"\nsecret two\"\"\"\npassphrase-file = \"/key\"\n[[user]]\nname = \"u\"\npassword-hash = \"$y$secret\"\n"
            + "[[extra-file]]\ntarget = \"/x\"\ncontent = \"secret\"\n";

        string shown = PersonalText.WithoutSecrets(Toml);

        Assert.DoesNotContain("secret", shown, StringComparison.Ordinal);
        Assert.Equal(
            "hostname = \"ada\"\nroot-password-hash = \"…\"\n[[wifi]]\nssid = \"Home\"\npassphrase = \"…\"\n[encryption]\npassphrase = \"…\"\npassphrase-file = \"/key\"\n"
            + "[[user]]\nname = \"u\"\npassword-hash = \"…\"\n[[extra-file]]\ntarget = \"/x\"\ncontent = \"…\"\n", shown);
    }

    public void Dispose() => _folder.Dispose();
}
