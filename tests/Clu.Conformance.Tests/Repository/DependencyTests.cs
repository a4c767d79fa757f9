using System.Xml.Linq;

namespace Clu.Conformance.Tests.Repository;

/// <summary>Each package has its reason.</summary>
public sealed class DependencyTests
{
    [Fact]
    public void Every_package_is_explained_and_nothing_else_is()
    {
        IEnumerable<string> used = XDocument.Parse(WorkingTree.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => package.Attribute("Include")!.Value);
        IEnumerable<string> explained = MarkdownTable.Rows(WorkingTree.Read("docs/dependencies.md")).Where(row => row[0] != "package")
            .SelectMany(row => row[0].Split(", "));
        Assert.Equal(used.Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }
}
