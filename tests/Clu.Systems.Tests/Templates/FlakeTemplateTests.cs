using Clu.Binary;
using Clu.Systems.Templates;
using Clu.Testing;

namespace Clu.Systems.Tests.Templates;

public sealed class FlakeTemplateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void The_templates_are_those_of_the_repository()
    {
        string[] folders = [.. Directory.GetDirectories(Path.Combine(RepositoryRoot.Path, "nix/templates")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(folders, FlakeTemplate.All.Select(template => template.Name));
        Assert.Contains("installer", folders);
        Assert.All(FlakeTemplate.All, template =>
        {
            string folder = Path.Combine(RepositoryRoot.Path, "nix/templates", template.Name);
            Assert.Equal(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal), template.Files);
            Assert.All(template.Files, file => Assert.Equal(File.ReadAllText(Path.Combine(folder, file)), template.Read(file)));
        });
    }

    [Fact]
    public void Each_says_what_it_is_for_and_how_a_medium_is_made_of_it() => Assert.All(FlakeTemplate.All, template =>
    {
        Assert.Matches("^[A-Z][^#]+$", template.Description);
        Assert.StartsWith("clu build iso .#", template.BuildCommand, StringComparison.Ordinal);
    });

    [Fact]
    public void Write_makes_the_folder_and_its_files()
    {
        FlakeTemplate template = FlakeTemplate.All[0];
        template.Write(_folder["new/deep"]);
        Assert.All(template.Files, file => Assert.Equal(template.Read(file), File.ReadAllText(Path.Combine(_folder["new/deep"], file))));
    }

    [Fact]
    public void Write_never_overwrites_and_then_writes_nothing()
    {
        FlakeTemplate template = FlakeTemplate.All.Single(each => each.Name == "installer");
        string last = template.Files[^1];
        File.WriteAllText(_folder[last], "mine");

        CluException error = Assert.Throws<CluException>(() => template.Write(_folder.Path));

        Assert.Equal(("CLU0724", "nothing was written"), (error.Code, error.Untouched));
        Assert.Equal([_folder[last]], Directory.GetFiles(_folder.Path));
        Assert.Equal("mine", File.ReadAllText(_folder[last]));
    }

    [Fact]
    public void A_folder_that_is_a_file_is_CLU0725()
    {
        File.WriteAllText(_folder["file"], "");
        Assert.Equal("CLU0725", Assert.Throws<CluException>(() => FlakeTemplate.All[0].Write(_folder["file"])).Code);
    }

    public void Dispose() => _folder.Dispose();
}
