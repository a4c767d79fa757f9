using System.Xml.Linq;

namespace Clu.Conformance.Tests.Repository;

/// <summary>docs/architecture.md says how the projects hang together; this is how they do.</summary>
public sealed class ArchitectureTests
{
    /// <summary>Projects of the page from top to bottom, each with what it uses.</summary>
    private static readonly (string Folder, string[] Uses)[] s_documented =
    [
        .. MarkdownTable.Rows(WorkingTree.Read("docs/architecture.md"))
            .Where(row => row[0].StartsWith("`src/", StringComparison.Ordinal))
            .Select(row => (row[0].Trim('`'), row[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))),
    ];

    private static IEnumerable<string> Projects =>
        WorkingTree.Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal));

    [Fact]
    public void The_documented_graph_is_the_real_one() => Assert.Equal(
        Projects.Select(file => $"{Path.GetDirectoryName(file)}: {string.Join(' ', References(file).Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal),
        s_documented.Select(project => $"{project.Folder}: {string.Join(' ', project.Uses.Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal));

    [Fact]
    public void Arrows_only_point_down()
    {
        string[] topToBottom = [.. s_documented.Select(project => Path.GetFileName(project.Folder))];
        foreach (((string folder, string[] uses), int row) in s_documented.Select((project, row) => (project, row)))
            Assert.All(uses, used => Assert.True(Array.IndexOf(topToBottom, used) > row, $"{folder} uses {used}, which is not below it"));
    }

    [Theory]
    [InlineData("formats", new[] { "formats" })]
    [InlineData("engine", new[] { "formats", "engine" })]
    public void Layers_use_only_lower_layers(string layer, string[] allowed)
    {
        Dictionary<string, string> layerOf = s_documented.ToDictionary(project => Path.GetFileName(project.Folder), project => project.Folder.Split('/')[1]);
        Assert.All(
            s_documented.Where(project => project.Folder.Split('/')[1] == layer).SelectMany(project => project.Uses),
            used => Assert.Contains(layerOf[used], allowed));
    }

    [Fact]
    public void Every_project_has_its_tests() => Assert.All(
        s_documented, project => Assert.Contains($"tests/{Path.GetFileName(project.Folder)}.Tests/{Path.GetFileName(project.Folder)}.Tests.csproj", WorkingTree.Files));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        IEnumerable<string?> inSolution = XDocument.Parse(WorkingTree.Read("Clu.slnx")).Descendants("Project").Select(project => project.Attribute("Path")?.Value);
        Assert.Equal(WorkingTree.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)), inSolution.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> References(string project) =>
        from reference in XDocument.Parse(WorkingTree.Read(project)).Descendants("ProjectReference")
        select Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value);
}
