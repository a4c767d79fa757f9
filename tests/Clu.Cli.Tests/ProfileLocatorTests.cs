using Clu.Binary;
using Clu.Testing;

namespace Clu.Cli.Tests;

public sealed class ProfileLocatorTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ProfileLocator _locator;

    public ProfileLocatorTests()
    {
        foreach (string file in new[] { "here/profiles/mine.toml", "here/profiles/both.toml", "clone/profiles/both.toml", "clone/profiles/installer.toml" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
            File.WriteAllText(_folder[file], "");
        }

        _locator = new ProfileLocator(_folder["here"], _folder["clone/artifacts/clu/"]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("other.toml", "other.toml")]
    [InlineData("some/file", "some/file")]
    [InlineData("mine", "profiles/mine.toml")]
    [InlineData("both", "profiles/both.toml")]
    public void A_file_is_taken_as_it_is_and_a_name_from_the_folder_of_profiles(string given, string found) => Assert.Equal(found, _locator.Find(given));

    [Fact]
    public void The_profiles_of_the_clone_that_holds_the_program_are_found_from_anywhere() =>
        Assert.Equal(_folder["clone/profiles/installer.toml"], _locator.Find("installer"));

    [Fact]
    public void The_names_are_sorted_and_unique() => Assert.Equal(["both", "installer", "mine"], _locator.Names());

    [Theory]
    [InlineData("instaler", "did you mean 'installer'?")]
    [InlineData("something-else", "name a file, or one of both, installer, mine")]
    public void Another_name_is_an_error_that_helps(string name, string hint)
    {
        CluException error = Assert.Throws<CluException>(() => _locator.Find(name));

        Assert.Equal(("CLU0902", hint), (error.Code, error.Hint));
    }
}
