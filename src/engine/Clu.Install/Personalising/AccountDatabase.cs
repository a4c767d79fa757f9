using System.Globalization;
using Clu.Systems.Profiles;

namespace Clu.Install.Personalising;

/// <summary>
/// The user and group database of a system: passwd(5), group(5), shadow(5), gshadow(5). What was there stays in its order; users are added
/// behind it. Lines that are none are dropped.
/// </summary>
internal sealed class AccountDatabase
{
    private const int FirstPerson = 1000;
    private const int LastPerson = 59999;
    private const int HighestSystemId = 999;

    private readonly List<UserEntry> _users = [];
    private readonly List<GroupEntry> _groups = [];
    private readonly Dictionary<string, string[]> _shadow = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _groupPasswords = new(StringComparer.Ordinal);

    private AccountDatabase()
    {
    }

    public string Passwd => Text(_users.Select(user => string.Create(
        CultureInfo.InvariantCulture, $"{user.Name}:x:{user.Uid}:{user.Gid}:{user.Description}:{user.Home}:{user.Shell}")));

    public string Group => Text(_groups.Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Name}:x:{group.Gid}:{string.Join(',', group.Members)}")));

    public string Shadow => Text(_users.Select(user => string.Join(':', _shadow[user.Name])));

    public string GroupShadow => Text(_groups.Select(group => $"{group.Name}:{_groupPasswords.GetValueOrDefault(group.Name, "!")}::{string.Join(',', group.Members)}"));

    /// <summary>Takes the texts of the four files over; any may be empty.</summary>
    public static AccountDatabase Parse(string passwd, string group, string shadow, string groupShadow)
    {
        AccountDatabase database = new();
        foreach (string[] fields in Lines(shadow, 9))
            database._shadow.TryAdd(fields[0], fields);
        foreach (string[] fields in Lines(groupShadow, 4))
            database._groupPasswords.TryAdd(fields[0], fields[1]);
        foreach (string[] fields in Lines(passwd, 7))
        {
            if (Number(fields[2]) is { } uid && Number(fields[3]) is { } gid && database.FindUser(fields[0]) is null)
                database.AddEntry(new UserEntry(fields[0], uid, gid, fields[4], fields[5], fields[6]), "!");
        }

        foreach (string[] fields in Lines(group, 4))
        {
            if (Number(fields[2]) is { } gid && database.FindGroup(fields[0]) is null)
                database._groups.Add(new GroupEntry(fields[0], gid, [.. fields[3].Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct()]));
        }

        return database;
    }

    public UserEntry? FindUser(string name) => _users.Find(user => user.Name == name);

    public GroupEntry? FindGroup(string name) => _groups.Find(group => group.Name == name);

    /// <summary>Numbers of an owner, given by name or number.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0641.</exception>
    public int UidOf(string owner, string path) => Number(owner) ?? FindUser(owner)?.Uid ?? throw InstallErrors.UnknownOwner(path, "user", owner);

    /// <inheritdoc cref="UidOf"/>
    public int GidOf(string group, string path) => Number(group) ?? FindGroup(group)?.Gid ?? throw InstallErrors.UnknownOwner(path, "group", group);

    /// <summary>Sets the password of a user who is there; null locks it.</summary>
    public void SetPassword(string name, string? hash) => _shadow[name] = NewShadow(name, hash ?? "!");

    /// <summary>Numbers of the people first who ask for one, so that no other takes it.</summary>
    /// <param name="people">The users.</param>
    /// <param name="ownGroups">Whether each has a group of the own name; else all are in <c>users</c>.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0640: a number is another user's.</exception>
    public void AddPeople(IReadOnlyList<UserAccount> people, bool ownGroups)
    {
        foreach (UserAccount person in people.OrderBy(person => person.Uid is null))
            AddPerson(person, ownGroups);
    }

    private void AddPerson(UserAccount person, bool ownGroups)
    {
        string name = person.Name.Text;
        UserEntry? there = FindUser(name);
        if (person.Uid is { } asked && _users.Find(user => user.Uid == asked && user.Name != name) is { } other)
            throw InstallErrors.UidTaken(name, asked, other.Name);
        int uid = person.Uid ?? there?.Uid ?? FreeId();
        int gid = there?.Gid ?? (ownGroups ? OwnGroup(name, uid) : Ensure("users").Gid);
        UserEntry entry = new(name, uid, gid, person.Description, $"/home/{name}", person.Shell);
        _users.RemoveAll(user => user.Name == name);
        AddEntry(entry, "!");
        SetPassword(name, person.PasswordHash);
        foreach (UserName group in person.Groups)
        {
            if (Ensure(group.Text).Members is { } members && !members.Contains(name))
                members.Add(name);
        }
    }

    private int OwnGroup(string name, int uid)
    {
        if (FindGroup(name) is { } there)
            return there.Gid;
        int gid = _groups.Any(group => group.Gid == uid) ? FreeId() : uid;
        _groups.Add(new GroupEntry(name, gid, []));
        return gid;
    }

    private GroupEntry Ensure(string name)
    {
        if (FindGroup(name) is { } there)
            return there;
        int gid = HighestSystemId;
        while (_groups.Any(group => group.Gid == gid) || _users.Any(user => user.Uid == gid))
            gid--;
        GroupEntry made = new(name, gid, []);
        _groups.Add(made);
        return made;
    }

    private int FreeId() => Enumerable.Range(FirstPerson, LastPerson - FirstPerson + 1)
        .First(id => _users.All(user => user.Uid != id) && _groups.All(group => group.Gid != id));

    private void AddEntry(UserEntry entry, string hash)
    {
        _users.Add(entry);
        _shadow.TryAdd(entry.Name, NewShadow(entry.Name, hash));
    }

    /// <summary>Day 1 of 1970 is the last change: no clock is needed, and 0 would ask for a new password.</summary>
    private static string[] NewShadow(string name, string hash) => [name, hash, "1", "0", "99999", "7", "", "", ""];

    private static IEnumerable<string[]> Lines(string text, int fields) =>
        text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(':')).Where(parts => parts.Length == fields && parts[0].Length > 0);

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    public sealed record UserEntry(string Name, int Uid, int Gid, string Description, string Home, string Shell);

    public sealed record GroupEntry(string Name, int Gid, List<string> Members);
}
