using Clu.Binary;
using Clu.Images.PersonalAreas;
using Clu.Images.Trees;
using Clu.Install.Answers;
using Clu.Install.Choices;
using Clu.Install.Live;
using Clu.Systems.Toml;

namespace Clu.Install.Customizing;

/// <summary>Turns what somebody wants into the texts and files of a personal area. See <c>docs/customize.md</c>.</summary>
public static class PersonalText
{
    private const string AnswersName = "answers.toml";

    private static readonly string[] _secretWords = ["pass", "secret", "private", "psk", "hash"];

    /// <summary>Adds changes to what a medium has already.</summary>
    /// <exception cref="CluException">CLU0401 to CLU0405: the answers, or a value given, are wrong. CLU0538: a file or key is none.</exception>
    public static PersonalContent Apply(PersonalContent before, PersonalChanges changes)
    {
        PersonalContent start = changes.Clear ? PersonalContent.Empty : before;
        string name = changes.AnswersFile ?? AnswersName;
        string[] keys = [.. changes.SshKeys.SelectMany(SshKeyArgument.Read)];
        TomlEdit answers = new(changes.AnswersFile is { } file ? LocalFiles.ReadText(file) : start.Answers, name, AnswersReader.Manual);
        TomlEdit live = new(start.Live, LiveSettings.FileName, LiveSettings.Manual);
        answers.Parse();
        Common(answers, changes, keys, "root-authorized-keys", "root-password-hash");
        Common(live, changes, keys, "authorized-keys", "password-hash");
        if (changes.HostName is { } hostName)
            answers.Set("hostname", hostName);
        if (changes.TimeZone is { } timeZone)
            answers.Set("time-zone", timeZone);
        SortedDictionary<string, ReadOnlyMemory<byte>> files = new(start.Files.ToDictionary(), StringComparer.Ordinal);
        foreach (PersonalFile added in changes.Files)
            Add(files, answers, added);
        LiveSettings.Parse(live.Text);
        AnswersReader.Parse(answers.Text, name, folder: null);
        return new PersonalContent { Answers = answers.Text, Live = live.Text, Files = files };
    }

    /// <summary>A text as it may be shown: what opens something is left out.</summary>
    public static string WithoutSecrets(string toml)
    {
        TomlEdit edit = new(toml, AnswersName, AnswersReader.Manual);
        edit.Replace(IsSecret, "\"…\"");
        return edit.Text;
    }

    private static bool IsSecret(string key) =>
        !key.EndsWith("-file", StringComparison.Ordinal)
        && (key == "content" || _secretWords.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static void Common(TomlEdit text, PersonalChanges changes, string[] keys, string keysName, string hashName)
    {
        if (keys.Length > 0)
            text.Append(keysName, keys);
        if (changes.PasswordHash is { } hash)
            text.Set(hashName, hash);
        foreach (WifiChoice wifi in changes.Wifi)
        {
            (string, string)[] passphrase = wifi.Passphrase is { } secret ? [("passphrase", secret)] : [];
            text.AddTable("wifi", [("ssid", wifi.Ssid), .. passphrase]);
        }
    }

    private static void Add(SortedDictionary<string, ReadOnlyMemory<byte>> files, TomlEdit answers, PersonalFile file)
    {
        (byte[] content, UnixPermissions mode) = LocalFiles.Read(file.Source);
        files[file.Target] = content;
        if (answers.Parse().Tables("extra-file").Any(table => table.Text("target") == file.Target))
            return;
        answers.AddTable(
            "extra-file", ("source", LiveSettings.FilesFolder + file.Target), ("target", file.Target), ("mode", mode.ToString()));
    }
}
