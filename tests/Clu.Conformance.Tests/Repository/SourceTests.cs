namespace Clu.Conformance.Tests.Repository;

/// <summary>What CONTRIBUTING.md asks of source files.</summary>
public sealed class SourceTests
{
    private const int MostLines = 500;
    private const int FewLines = 250;

    // Put together, so that this file has none of them.
    private static readonly string[] s_unwanted = ["#" + "region", "TO" + "DO", "FIX" + "ME"];
    private static readonly string[] s_emptyNames = ["Utils", "Helpers", "Common", "Manager"];

    [Fact]
    public void Files_are_short()
    {
        (string File, int Lines)[] lengths = [.. WorkingTree.Sources.Select(file => (file, WorkingTree.Read(file).Count(character => character == '\n')))];
        Assert.DoesNotContain(lengths, file => file.Lines > MostLines);
        Assert.InRange(lengths.Count(file => file.Lines > FewLines), 0, lengths.Length / 10);
    }

    [Fact]
    public void Nothing_is_left_for_later_and_nothing_is_folded_away() => Assert.Empty(
        from file in WorkingTree.Sources
        from unwanted in s_unwanted
        where WorkingTree.Read(file).Contains(unwanted, StringComparison.Ordinal)
        select $"{file} has {unwanted}");

    [Fact]
    public void Names_say_something() => Assert.DoesNotContain(
        WorkingTree.Sources, file => s_emptyNames.Any(name => Path.GetFileNameWithoutExtension(file).EndsWith(name, StringComparison.Ordinal)));
}
