using System.Globalization;
using Clu.Images.Trees;
using Clu.Install.Choices;
using Clu.Systems.Profiles;

namespace Clu.Install.Personalising;

/// <summary>Users: the database, ranges of subordinate ids, home folders.</summary>
internal static class AccountFiles
{
    private const long FirstSubordinate = 100_000;
    private const long SubordinateCount = 65_536;
    private const int DeepestSkeleton = 4;

    private static readonly UnixPermissions _shadowMode = new(0b110_100_000);

    /// <summary>Adds the people to the database, and the files of all of it.</summary>
    public static void Add(PersonalActions actions, MachineChoices machine, AccountDatabase accounts, ITargetFiles target, bool ownGroups)
    {
        accounts.AddPeople(machine.Users, ownGroups);
        accounts.SetPassword("root", machine.RootPasswordHash);
        // Programs that are setgid shadow check passwords; nobody is a member of the group.
        int shadow = accounts.FindGroup("shadow")?.Gid ?? 0;
        actions.Text("/etc/passwd", accounts.Passwd);
        actions.Text("/etc/group", accounts.Group);
        actions.Secret("/etc/shadow", accounts.Shadow, _shadowMode, gid: shadow);
        if (ownGroups)
            actions.Secret("/etc/gshadow", accounts.GroupShadow, _shadowMode, gid: shadow);
        AddSubordinates(actions, machine.Users, target);
        foreach (UserAccount person in machine.Users)
        {
            AccountDatabase.UserEntry entry = accounts.FindUser(person.Name.Text)!;
            actions.Folder(entry.Home, PersonalActions.PrivateFolder, entry.Uid, entry.Gid);
            AddSkeleton(actions, target, "etc/skel", entry.Home, entry, DeepestSkeleton);
            AddKeys(actions, person.Name.Text, entry, person.AuthorizedKeys, ownGroups);
        }

        if (accounts.FindUser("root") is { } root)
            AddKeys(actions, "root", root, machine.RootAuthorizedKeys, ownGroups);
    }

    /// <summary>A range for each user, behind those of the closure.</summary>
    private static void AddSubordinates(PersonalActions actions, IReadOnlyList<UserAccount> people, ITargetFiles target)
    {
        if (people.Count == 0)
            return;
        foreach (string file in (string[])["subuid", "subgid"])
        {
            List<string[]> ranges = [.. (target.ReadText($"etc/{file}") ?? "").Split('\n').Select(line => line.Split(':')).Where(fields => fields.Length == 3)];
            long next = ranges.Select(fields => Number(fields[1]) + Number(fields[2])).Append(FirstSubordinate).Max();
            foreach (string name in people.Select(person => person.Name.Text).Where(name => ranges.All(range => range[0] != name)).ToList())
            {
                ranges.Add([name, next.ToString(CultureInfo.InvariantCulture), SubordinateCount.ToString(CultureInfo.InvariantCulture)]);
                next += SubordinateCount;
            }

            actions.Text($"/etc/{file}", string.Concat(ranges.Select(fields => string.Join(':', fields) + "\n")));
        }
    }

    private static void AddSkeleton(PersonalActions actions, ITargetFiles target, string from, string to, AccountDatabase.UserEntry owner, int depth)
    {
        foreach (string name in target.List(from))
        {
            if (target.ReadText($"{from}/{name}") is { } text)
            {
                actions.Text($"{to}/{name}", text, UnixPermissions.File, owner.Uid, owner.Gid);
            }
            else if (depth > 0 && target.List($"{from}/{name}").Count > 0)
            {
                actions.Folder($"{to}/{name}", UnixPermissions.Executable, owner.Uid, owner.Gid);
                AddSkeleton(actions, target, $"{from}/{name}", $"{to}/{name}", owner, depth - 1);
            }
        }
    }

    /// <summary>The reference system's sshd looks into <c>/etc/ssh/authorized_keys.d</c>; on NixOS that folder is the closure's, and the home is the user's.</summary>
    private static void AddKeys(PersonalActions actions, string name, AccountDatabase.UserEntry owner, IReadOnlyList<string> keys, bool inEtc)
    {
        if (keys.Count == 0)
            return;
        string text = string.Concat(keys.Select(key => key + "\n"));
        if (inEtc)
        {
            actions.Text($"/etc/ssh/authorized_keys.d/{name}", text);
            return;
        }

        actions.Folder($"{owner.Home}/.ssh", PersonalActions.PrivateFolder, owner.Uid, owner.Gid);
        actions.Text($"{owner.Home}/.ssh/authorized_keys", text, PersonalActions.PrivateFile, owner.Uid, owner.Gid);
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number < uint.MaxValue ? number : 0;
}
