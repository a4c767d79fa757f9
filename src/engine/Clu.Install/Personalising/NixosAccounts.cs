using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Clu.Install.Choices;
using Clu.Systems.Profiles;

namespace Clu.Install.Personalising;

/// <summary>
/// What a NixOS closure declares of users: the JSON that its activation reads. With <c>users.mutableUsers</c> activation keeps users and passwords that are
/// in <c>/etc/passwd</c> and <c>/etc/shadow</c> before it runs for the first time; so they are put there.
/// </summary>
internal sealed partial class NixosAccounts
{
    public const string Root = "root:x:0:0:System administrator:/root:/run/current-system/sw/bin/bash\n";

    public const string RootGroup = "root:x:0:\nusers:x:100:\n";

    private const string Programs = "/run/current-system/sw/bin/";

    private NixosAccounts(bool mutable, AccountDatabase database)
    {
        Mutable = mutable;
        Database = database;
    }

    public bool Mutable { get; }

    /// <summary>Root, and those declared users and groups that have fixed numbers; activation adds the others.</summary>
    public AccountDatabase Database { get; }

    /// <summary>Null when the closure makes its users in another way (systemd-sysusers, userborn).</summary>
    public static NixosAccounts? Read(ITargetFiles target)
    {
        if (target.ReadText("activate") is not { } activate || SpecPath().Match(activate) is not { Success: true } path || target.ReadText(path.Value) is not { } json)
            return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            StringBuilder groups = new();
            foreach (JsonElement group in root.GetProperty("groups").EnumerateArray())
            {
                if (group.TryGetProperty("gid", out JsonElement gid) && gid.ValueKind == JsonValueKind.Number)
                    groups.Append(CultureInfo.InvariantCulture, $"{group.GetProperty("name").GetString()}:x:{gid.GetInt32()}:\n");
            }

            string text = groups.ToString();
            AccountDatabase known = AccountDatabase.Parse("", text + RootGroup, "", "");
            StringBuilder users = new(Root);
            foreach (JsonElement user in root.GetProperty("users").EnumerateArray())
            {
                if (user.TryGetProperty("uid", out JsonElement uid) && uid.ValueKind == JsonValueKind.Number
                    && known.FindGroup(Member(user, "group")) is { } group)
                {
                    users.Append(
                        CultureInfo.InvariantCulture,
                        $"{Member(user, "name")}:x:{uid.GetInt32()}:{group.Gid}:{Member(user, "description")}:{Member(user, "home")}:{Member(user, "shell")}\n");
                }
            }

            bool mutable = root.GetProperty("mutableUsers").GetBoolean();
            return new NixosAccounts(mutable, AccountDatabase.Parse(users.ToString(), text + RootGroup, "", ""));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>NixOS has neither <c>/bin/bash</c> nor <c>/usr/bin</c>: shells are those of the system.</summary>
    public static MachineChoices WithShells(MachineChoices machine) => machine with { Users = [.. machine.Users.Select(user => user with { Shell = ShellOf(user) })] };

    public static string ShellOf(UserAccount user) =>
        user.Shell.StartsWith("/bin/", StringComparison.Ordinal) || user.Shell.StartsWith("/usr/bin/", StringComparison.Ordinal)
            ? Programs + user.Shell[(user.Shell.LastIndexOf('/') + 1)..]
            : user.Shell;

    private static string Member(JsonElement user, string name) => user.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()!.Replace(":", "", StringComparison.Ordinal).ReplaceLineEndings("")
        : "";

    [GeneratedRegex(@"/nix/store/[0-9a-z]{32}-users-groups\.json", RegexOptions.CultureInvariant)]
    private static partial Regex SpecPath();
}
