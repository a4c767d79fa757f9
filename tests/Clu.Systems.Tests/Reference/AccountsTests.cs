using Clu.Systems.Profiles;
using Clu.Systems.Reference;

namespace Clu.Systems.Tests.Reference;

public class AccountsTests
{
    private const string BaseUsers = "root:*:0:0:root:/root:/bin/bash\nnobody:*:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n";
    private const string BaseGroups = "root:*:0:\nsudo:*:27:\nnogroup:*:65534:\n";

    private static readonly UserAccount _nixos = new(UserName.Parse("nixos"), 1000, [UserName.Parse("sudo")], "/bin/bash", null, []);

    private static Accounts Make(params string[] declarations) => new(BaseUsers, BaseGroups, declarations, [_nixos]);

    [Fact]
    public void A_person_has_an_own_group_and_the_groups_asked_for()
    {
        Accounts accounts = Make();
        Assert.Contains("nixos:x:1000:1000:nixos:/home/nixos:/bin/bash\n", accounts.Passwd, StringComparison.Ordinal);
        Assert.Contains("sudo:x:27:nixos\n", accounts.GroupText, StringComparison.Ordinal);
        Assert.Equal("1000:1000 /home/nixos\n", accounts.Homes([_nixos]));
    }

    [Fact]
    public void A_declared_user_without_numbers_gets_the_same_free_one_every_time()
    {
        const string Declaration = "u! messagebus - \"System Message Bus\"";
        Accounts accounts = Make(Declaration);
        Assert.Equal(Make(Declaration).Passwd, accounts.Passwd);
        string line = accounts.Passwd.Split('\n').Single(l => l.StartsWith("messagebus:", StringComparison.Ordinal));
        Assert.Matches(@"^messagebus:x:(\d+):\1:System Message Bus:/:/usr/sbin/nologin$", line);
        Assert.Contains("messagebus:!*:", accounts.Shadow, StringComparison.Ordinal);
    }

    [Fact]
    public void A_declared_user_may_name_its_group() =>
        Assert.Matches(@"\nsshd:x:\d+:65534:", Make("u sshd -:nogroup \"sshd user\" /run/sshd").Passwd);

    [Fact]
    public void A_member_line_adds_to_a_group() =>
        Assert.Contains("sudo:x:27:nixos,root\n", Make("m root sudo").GroupText, StringComparison.Ordinal);

    [Fact]
    public void Numbers_are_given_once()
    {
        Accounts accounts = Make("u a -", "u b -", "g c -");
        Assert.Distinct(accounts.Passwd.TrimEnd().Split('\n').Select(line => line.Split(':')[2]));
        Assert.Distinct(accounts.GroupText.TrimEnd().Split('\n').Select(line => line.Split(':')[2]));
    }

    [Fact]
    public void Nix_has_its_build_users() =>
        Assert.Contains("nixbld:x:30000:nixbld1,nixbld10,nixbld2", Make().GroupText, StringComparison.Ordinal);

    [Fact]
    public void On_a_medium_nobody_needs_a_password() =>
        Assert.Contains("root::1:", Make().Shadow, StringComparison.Ordinal);

    [Fact]
    public void On_a_disk_root_and_people_without_a_password_are_locked()
    {
        UserAccount chosen = _nixos with { Name = UserName.Parse("anna"), Uid = 1001, PasswordHash = "$y$j9T$abc$def" };
        string shadow = new Accounts(BaseUsers, BaseGroups, [], [_nixos, chosen], locked: true).Shadow;
        Assert.Contains("root:!:1:", shadow, StringComparison.Ordinal);
        Assert.Contains("nixos:!:1:", shadow, StringComparison.Ordinal);
        Assert.Contains("anna:$y$j9T$abc$def:1:", shadow, StringComparison.Ordinal);
    }
}
