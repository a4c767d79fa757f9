using Clu.Binary;
using Clu.Systems.Toml;

namespace Clu.Systems.Tests.Toml;

public sealed class TomlTableTests
{
    private static TomlTable Parse(string text) => TomlTable.Parse(text, "a.toml", "docs/a.md");

    [Fact]
    public void Tables_inline_tables_and_dotted_keys_are_one_thing()
    {
        foreach (string text in new[] { "[disk]\nserial = 'x'", "disk = { serial = 'x' }", "disk.serial = 'x'" })
            Assert.Equal("x", Parse(text).Table("disk")!.RequiredText("serial"));
    }

    [Fact]
    public void Arrays_of_tables_and_arrays_of_inline_tables_are_one_thing()
    {
        foreach (string text in new[] { "[[user]]\nname = 'a'\n[[user]]\nname = 'b'", "user = [{ name = 'a' }, { name = 'b' }]" })
            Assert.Equal(["a", "b"], Parse(text).Tables("user").Select(user => user.RequiredText("name")));
    }

    [Fact]
    public void A_dotted_table_belongs_to_the_last_of_an_array()
    {
        TomlTable root = Parse("[[host]]\nname = 'a'\n[[host.user]]\nname = 'u'\n[[host]]\nname = 'b'\n[host.disk]\nserial = 's'");

        Assert.Equal("u", root.Tables("host")[0].Tables("user")[0].RequiredText("name"));
        Assert.Equal("s", root.Tables("host")[1].Table("disk")!.RequiredText("serial"));
        Assert.Null(root.Tables("host")[0].Table("disk"));
    }

    [Theory]
    [InlineData("a = 1\na = 2")]
    [InlineData("[a]\n[a]")]
    [InlineData("[[a]]\n[a]")]
    [InlineData("a = 1\n[a.b]")]
    [InlineData("a = { b = 1, b = 2 }")]
    [InlineData("a = ")]
    public void What_is_no_TOML_or_there_twice_is_refused(string text) => Assert.Equal("CLU0401", Assert.Throws<CluException>(() => Parse(text)).Code);

    [Fact]
    public void A_key_that_nobody_knows_is_named_with_its_table_and_the_nearest_one()
    {
        CluException error = Assert.Throws<CluException>(() => Parse("[disk]\nserail = 'x'").Table("disk")!.AllowOnly("serial", "device"));

        Assert.Equal(("CLU0402", "a.toml:2:1: unknown key 'serail' in [disk]", "did you mean 'serial'?"), (error.Code, error.Message, error.Hint));
    }

    [Fact]
    public void Values_have_their_type()
    {
        TomlTable root = Parse("flag = true\nnumber = 7\nwords = ['a', 'b']");

        Assert.True(root.Flag("flag"));
        Assert.Equal(7, root.Integer("number", 0, 10));
        Assert.Equal(["a", "b"], root.List("words", (text, _) => text)!);
        Assert.Null(root.Flag("none"));
        Assert.Equal("a.toml:2:10: 'number' cannot be 7: expected an integer from 0 to 6", Assert.Throws<CluException>(() => root.Integer("number", 0, 6)).Message);
        Assert.Equal("a.toml:1:8: 'flag' cannot be true: expected a string", Assert.Throws<CluException>(() => root.Text("flag")).Message);
        Assert.Equal("a.toml:2:10: 'number' cannot be 7: expected true or false", Assert.Throws<CluException>(() => root.Flag("number")).Message);
    }
}
