using Clu.Binary;
using Clu.Install.Personalising;
using Clu.Systems.Profiles;
using CsCheck;

namespace Clu.Install.Tests.Personalising;

public sealed class AccountDatabaseTests
{
    private static readonly Gen<string> s_name = Gen.Char["abcdef_"].Array[1, 6].Select(letters => new string(letters));

    private static readonly Gen<UserAccount[]> s_people = Gen.Select(s_name, s_name.Array[0, 4]).Select((name, groups) => SampleSystem.User(name, null, groups)).Array[0, 12]
        .Select(people => people.DistinctBy(person => person.Name).ToArray());

    private static readonly Gen<(string Name, int Id)[]> s_base = Gen.Select(s_name, Gen.Int[0, 1020]).Array[0, 30]
        .Select(entries => entries.DistinctBy(entry => entry.Item1).DistinctBy(entry => entry.Item2).ToArray());

    [Fact]
    public void Whoever_is_added_to_whatever_is_there_numbers_are_unique_and_every_name_is_known() =>
        Gen.Select(s_base, s_base, s_people, Gen.Bool).Sample((users, groups, people, own) =>
        {
            AccountDatabase database = AccountDatabase.Parse(
                string.Concat(users.Select(user => $"{user.Name}:x:{user.Id}:0::/:/bin/sh\n")),
                "root:x:0:\n" + string.Concat(groups.Where(group => group is { Id: > 0 }).Select(group => $"{group.Name}:x:{group.Id}:\n")), "", "");
            database.AddPeople(people, own);
            string[][] passwd = Rows(database.Passwd);
            string[][] group = Rows(database.Group);
            Assert.Equal(passwd.Length, passwd.Select(row => row[0]).Distinct().Count());
            Assert.Equal(passwd.Length, passwd.Select(row => row[2]).Distinct().Count());
            Assert.Equal(group.Length, group.Select(row => row[2]).Distinct().Count());
            Assert.Equal(passwd.Select(row => row[0]), Rows(database.Shadow).Select(row => row[0]));
            Assert.Equal(group.Select(row => row[0]), Rows(database.GroupShadow).Select(row => row[0]));
            Assert.All(people, person => Assert.Contains(passwd, row => row[0] == person.Name.Text && group.Any(line => line[2] == row[3])));
            Assert.All(people, person => Assert.All(person.Groups, name => Assert.Contains(group, row => row[0] == name.Text && row[3].Split(',').Contains(person.Name.Text))));
            Assert.All(group, row => Assert.All(row[3].Split(',', StringSplitOptions.RemoveEmptyEntries), member => Assert.Contains(passwd, line => line[0] == member)));
            Assert.Equal(users.Where(user => people.All(person => person.Name.Text != user.Name)).Select(user => user.Name),
                passwd.Select(row => row[0]).Where(name => people.All(person => person.Name.Text != name)));
        });

    [Fact]
    public void A_user_who_is_there_keeps_the_numbers()
    {
        AccountDatabase database = AccountDatabase.Parse("alice:x:1042:100::/home/alice:/bin/sh\n", "users:x:100:\n", "alice:old:1:0:99999:7:::\n", "");
        database.AddPeople([SampleSystem.User("alice", null)], ownGroups: true);
        Assert.Equal("alice:x:1042:100:The alice:/home/alice:/bin/bash\n", database.Passwd);
        Assert.StartsWith("alice:$6$saltsalt$alicehash:", database.Shadow, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_somebody_asks_for_is_given_to_nobody_before()
    {
        AccountDatabase database = AccountDatabase.Parse("", "", "", "");
        database.AddPeople([SampleSystem.User("alice", null), SampleSystem.User("bob", 1000)], ownGroups: true);
        Assert.Equal((1001, 1000), (database.FindUser("alice")!.Uid, database.FindUser("bob")!.Uid));
    }

    [Fact]
    public void A_number_of_another_user_is_refused()
    {
        AccountDatabase database = AccountDatabase.Parse("carol:x:1000:100::/:/bin/sh\n", "", "", "");
        CluException error = Assert.Throws<CluException>(() => database.AddPeople([SampleSystem.User("alice", 1000)], ownGroups: true));
        Assert.Equal("CLU0640", error.Code);
        Assert.Contains("'carol'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("::::::\n:x:0:0:::\nroot:x:a:0:::\n+\nx", "\n\n:\n::::::", "root", ":::::::::")]
    [InlineData("root:x:99999999999999:0:r:/:/bin/sh\nroot:x:-1:0:r:/:/bin/sh\n", "root:x:99999999999:\n", "\0", "\r\n")]
    public void Lines_that_are_none_are_dropped(string passwd, string group, string shadow, string groupShadow)
    {
        AccountDatabase database = AccountDatabase.Parse(passwd, group, shadow, groupShadow);
        Assert.Equal(("", "", "", ""), (database.Passwd, database.Group, database.Shadow, database.GroupShadow));
    }

    private static string[][] Rows(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':'))];
}
