using Clu.Binary;

namespace Clu.Binary.Tests;

public class FileNameTests
{
    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\0b")]
    public void Refuses_what_cannot_be_an_entry(string name) => Assert.False(FileName.TryCreate(System.Text.Encoding.UTF8.GetBytes(name), out _));

    [Fact]
    public void Takes_255_bytes_and_not_256()
    {
        Assert.True(FileName.TryCreate(new byte[255].Select(_ => (byte)'a').ToArray(), out _));
        Assert.False(FileName.TryCreate(new byte[256].Select(_ => (byte)'a').ToArray(), out _));
    }

    [Fact]
    public void Sorts_by_unsigned_bytes()
    {
        Assert.True(FileName.TryCreate([0xFF], out FileName high));
        Assert.True(FileName.From("z") < high);
        Assert.True(FileName.From("A") < FileName.From("a"));
    }
}
