using System.Globalization;
using System.Text;
using Clu.Images.Trees;
using Clu.Systems.Profiles;

namespace Clu.Systems.Reference;

/// <summary>
/// The user and group database: Debian's base accounts, those that packages declare in <c>sysusers.d</c>, Nix's build users and the
/// profile's people. Identifiers depend on nothing but the packages, so that equal profiles give equal files.
/// </summary>
internal sealed class Accounts
{
    private const int NixbldGroup = 30000;
    private const int NixbldUsers = 10;
    private const int FirstPerson = 1000;
    private const int HighestSystemId = 999;

    private readonly bool _locked;
    private readonly SortedDictionary<string, User> _users = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Group> _groups = new(StringComparer.Ordinal);

    /// <summary>Collects the accounts.</summary>
    /// <param name="baseUsers">Debian's <c>passwd.master</c>.</param>
    /// <param name="baseGroups">Debian's <c>group.master</c>.</param>
    /// <param name="declarations">Lines of all <c>sysusers.d</c> files, in byte order of the files' names.</param>
    /// <param name="people">The profile's users.</param>
    /// <param name="locked">Whether root, and people without a password, are locked; otherwise their password is empty.</param>
    public Accounts(string baseUsers, string baseGroups, IEnumerable<string> declarations, IReadOnlyList<UserAccount> people, bool locked = false)
    {
        _locked = locked;
        foreach (string[] fields in Lines(baseUsers).Select(line => line.Split(':')).Where(fields => fields.Length == 7))
            _users[fields[0]] = new User(Number(fields[2]), Number(fields[3]), fields[4], fields[5], fields[6], fields[0] == "root" ? Unset : "*");
        foreach (string[] fields in Lines(baseGroups).Select(line => line.Split(':')).Where(fields => fields.Length == 4))
            _groups[fields[0]] = new Group(Number(fields[2]), []);
        _groups["wheel"] = new Group(NextId(), []);
        foreach (string declaration in declarations)
            Declare(declaration);
        _groups["nixbld"] = new Group(NixbldGroup, []);
        for (int i = 1; i <= NixbldUsers; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"nixbld{i}");
            _users[name] = new User(NixbldGroup + i, NixbldGroup, $"Nix build user {i}", "/var/empty", "/usr/sbin/nologin", "*");
            _groups["nixbld"].Members.Add(name);
        }

        foreach (UserAccount person in people)
            AddPerson(person);
    }

    /// <summary>Text of <c>/etc/passwd</c>.</summary>
    public string Passwd => Text(_users.OrderBy(u => u.Value.Id).Select(u =>
        string.Create(CultureInfo.InvariantCulture, $"{u.Key}:x:{u.Value.Id}:{u.Value.GroupId}:{u.Value.Description}:{u.Value.Home}:{u.Value.Shell}")));

    /// <summary>Text of <c>/etc/group</c>.</summary>
    public string GroupText => Text(_groups.OrderBy(g => g.Value.Id).Select(g =>
        string.Create(CultureInfo.InvariantCulture, $"{g.Key}:x:{g.Value.Id}:{string.Join(',', g.Value.Members)}")));

    /// <summary>Text of <c>/etc/shadow</c>.</summary>
    public string Shadow => Text(_users.OrderBy(u => u.Value.Id).Select(u => $"{u.Key}:{u.Value.PasswordHash}:1:0:99999:7:::"));

    /// <summary>Text of <c>/etc/gshadow</c>.</summary>
    public string GroupShadow => Text(_groups.OrderBy(g => g.Value.Id).Select(g => $"{g.Key}:*::{string.Join(',', g.Value.Members)}"));

    /// <summary>What activation reads: owner and folder of each home.</summary>
    public string Homes(IReadOnlyList<UserAccount> people) => Text(people.Select(person =>
    {
        User user = _users[person.Name.Text];
        return string.Create(CultureInfo.InvariantCulture, $"{user.Id}:{user.GroupId} {user.Home}");
    }));

    /// <summary>Reads the packages' declarations.</summary>
    public static IEnumerable<string> Declarations(IReadOnlyList<ObjectFiles> packages) =>
        from package in packages
        let folder = package.Root.FindPath("usr/lib/sysusers.d") as ImageDirectory
        where folder is not null
        from entry in folder.Entries
        where entry.Value is ImageFile
        orderby entry.Key
        from line in Lines(TextOf((ImageFile)entry.Value))
        select line;

    /// <summary>A small text file of a package.</summary>
    public static string TextOf(ImageFile file)
    {
        using StreamReader reader = new(file.Content.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>One line of <c>sysusers.d</c>: type, name, id, description, home, shell.</summary>
    private void Declare(string line)
    {
        List<string> fields = Fields(line);
        if (fields.Count < 2)
            return;
        string name = fields[1];
        string id = fields.ElementAtOrDefault(2) ?? "-";
        switch (fields[0].TrimEnd('!'))
        {
            case "g":
                _groups.TryAdd(name, new Group(IdOf(id), []));
                break;
            case "u" when !_users.ContainsKey(name):
                string[] ids = id.Split(':');
                int groupId = ids.Length == 2 && _groups.TryGetValue(ids[1], out Group? named) ? named.Id
                    : ids.Length == 2 && int.TryParse(ids[1], CultureInfo.InvariantCulture, out int number) ? number
                    : OwnGroup(name, ids[0]);
                int userId = ids[0] == "-" && ids.Length == 1 ? groupId : IdOf(ids[0]);
                _users[name] = new User(
                    userId, groupId, Given(fields, 3, ""), Given(fields, 4, "/"), Given(fields, 5, "/usr/sbin/nologin"), "!*");
                break;
            case "m" when _groups.TryGetValue(id, out Group? group):
                group.Members.Add(name);
                break;
        }
    }

    /// <summary>What stands for a password that nobody chose.</summary>
    private string Unset => _locked ? "!" : "";

    private void AddPerson(UserAccount person)
    {
        string name = person.Name.Text;
        int id = person.Uid ?? Enumerable.Range(FirstPerson, 10000).First(candidate => _users.Values.All(user => user.Id != candidate));
        _groups[name] = new Group(id, []);
        _users[name] = new User(id, id, name, $"/home/{name}", person.Shell, person.PasswordHash ?? Unset);
        foreach (UserName group in person.Groups)
        {
            if (!_groups.TryGetValue(group.Text, out Group? there))
                _groups[group.Text] = there = new Group(NextId(), []);
            there.Members.Add(name);
        }
    }

    private int OwnGroup(string name, string id)
    {
        if (!_groups.TryGetValue(name, out Group? group))
            _groups[name] = group = new Group(IdOf(id), []);
        return group.Id;
    }

    private int IdOf(string field) => int.TryParse(field, CultureInfo.InvariantCulture, out int id) ? id : NextId();

    private int NextId()
    {
        int id = HighestSystemId;
        while (_users.Values.Any(user => user.Id == id) || _groups.Values.Any(group => group.Id == id))
            id--;
        return id;
    }

    private static string Given(List<string> fields, int index, string otherwise) =>
        fields.ElementAtOrDefault(index) is { } field and not "-" ? field : otherwise;

    private static List<string> Fields(string line)
    {
        List<string> fields = [];
        StringBuilder field = new();
        bool quoted = false;
        foreach (char c in line + " ")
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (char.IsWhiteSpace(c) && !quoted)
            {
                if (field.Length > 0)
                    fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        return fields;
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    private static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private sealed record User(int Id, int GroupId, string Description, string Home, string Shell, string PasswordHash);

    private sealed record Group(int Id, SortedSet<string> Members);
}
