using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Images.PersonalAreas;
using Clu.Install.Choices;
using Clu.Install.Personalising;
using Clu.Install.Tools;

namespace Clu.Install.Live;

/// <summary>Makes what a medium's personal area says true in the running live system. May be run again: the same settings change nothing.</summary>
/// <param name="root">The live system's root folder; empty for the one that runs.</param>
/// <param name="tools">Runs <c>chpasswd</c>.</param>
public sealed class LiveSettingsWriter(string root, ToolRunner tools)
{
    private const string Root = "root";

    /// <summary>Identities of connections are derived from a machine's; live systems have none of their own.</summary>
    private const string Machine = "live";

    private const int FirstUser = 1000;
    private const int LastUser = 59999;
    private const int UidField = 2;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateFolder = Private | UnixFileMode.UserExecute;
    private const UnixFileMode Public = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode PublicFolder = Public | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Reads the area of the live medium.</summary>
    /// <param name="file">The file <c>/iso/clu/personal</c>.</param>
    /// <returns>null when there is none, or it is empty.</returns>
    /// <exception cref="MalformedDataException">It is damaged.</exception>
    public static PersonalContent? ReadArea(string file)
    {
        if (!File.Exists(file))
            return null;
        PersonalContent content = PersonalAreaReader.Read(File.ReadAllBytes(file));
        return content.IsEmpty ? null : content;
    }

    /// <summary>Applies it.</summary>
    /// <returns>One phrase for each thing done, without secrets.</returns>
    /// <exception cref="CluException">
    /// CLU0401 to CLU0405: the settings are malformed; then nothing is done. CLU0540: a file cannot be written. CLU0690, CLU0691: chpasswd.
    /// </exception>
    public async Task<IReadOnlyList<string>> ApplyAsync(PersonalContent content, CancellationToken cancel)
    {
        LiveSettings settings = LiveSettings.Parse(content.Live);
        List<string> done = [];
        string? user = ConsoleUser();
        if (settings.AuthorizedKeys.Count > 0)
        {
            foreach (string name in new[] { Root, user }.OfType<string>())
            {
                AddKeys($"/etc/ssh/authorized_keys.d/{name}", settings.AuthorizedKeys);
                done.Add(string.Create(CultureInfo.InvariantCulture, $"{settings.AuthorizedKeys.Count} SSH keys let in {name}"));
            }
        }

        for (int i = 0; i < settings.Wifi.Count; i++)
        {
            WifiChoice wifi = settings.Wifi[i];
            string file = $"/etc/NetworkManager/system-connections/{NetworkFiles.NameOf(wifi, i)}.nmconnection";
            Write(file, Encoding.UTF8.GetBytes(NetworkFiles.Wireless(wifi, Machine).ToString()), Private, PrivateFolder);
            done.Add($"the wireless network '{wifi.Ssid}' is known");
        }

        foreach ((string path, ReadOnlyMemory<byte> file) in content.Files)
            Write(LiveSettings.FilesFolder + path, file.ToArray(), Private, PrivateFolder);
        if (content.Answers.Length > 0)
        {
            Write(LiveSettings.AnswersFile, Encoding.UTF8.GetBytes(content.Answers), Private, PublicFolder);
            done.Add($"answers for the installer are in {LiveSettings.AnswersFile}");
        }

        if (settings.PasswordHash is { } hash && user is not null)
        {
            string[] where = root.Length == 0 ? [] : ["--root", root];
            ToolInput line = new(Encoding.UTF8.GetBytes($"{user}:{hash}\n"), "password hash");
            await tools.RunAsync(new ToolCommand("chpasswd", ["-e", .. where]) { Input = line }, cancel).ConfigureAwait(false);
            done.Add($"{user} has a password");
        }

        return done;
    }

    /// <summary>The profile's first user: whom the console logs in.</summary>
    private string? ConsoleUser()
    {
        string file = $"{root}/etc/passwd";
        return !File.Exists(file) ? null : File.ReadLines(file)
            .Select(line => line.Split(':'))
            .Where(fields => Uid(fields) is >= FirstUser and <= LastUser)
            .MinBy(Uid)?[0];
    }

    private static int Uid(string[] fields) =>
        fields.Length > UidField && int.TryParse(fields[UidField], NumberStyles.None, CultureInfo.InvariantCulture, out int uid) ? uid : -1;

    /// <summary>Adds keys that the file does not have. It may be a link to one that cannot be changed, and becomes a file then.</summary>
    private void AddKeys(string path, IReadOnlyList<string> keys)
    {
        string[] before = File.Exists(root + path) ? File.ReadAllLines(root + path) : [];
        Write(path, Encoding.UTF8.GetBytes(string.Concat(before.Concat(keys).Distinct().Select(line => $"{line}\n"))), Public, PublicFolder);
    }

    private void Write(string path, byte[] content, UnixFileMode mode, UnixFileMode folderMode)
    {
        string file = root + path;
        string part = $"{file}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!, folderMode);
            File.Delete(part);
            using (FileStream stream = new(part, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
                stream.Write(content);
            File.SetUnixFileMode(part, mode);
            File.Move(part, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InstallErrors.LiveSettingsFailed(path, e);
        }
    }
}
