using Clu.Testing;

namespace Clu.Conformance.Tests.Flakes;

/// <summary>What goes wrong with flakes, by both versions of Nix: its own words, and what to do.</summary>
public sealed class FlakeAdviceTests : IClassFixture<TinyFlakes>
{
    private readonly TinyFlakes _flakes;

    public FlakeAdviceTests(TinyFlakes flakes) => _flakes = flakes;

    public static TheoryData<NixVersion, string, string, string, string> Cases
    {
        get
        {
            TheoryData<NixVersion, string, string, string, string> cases = [];
            foreach (NixVersion version in Enum.GetValues<NixVersion>())
            {
                cases.Add(version, "#laptp", "CLU0705", "has no NixOS configuration 'laptp'", "did you mean 'FLAKE#laptop'?");
                cases.Add(version, "#zzz", "CLU0705", "has no NixOS configuration 'zzz'", "it has Desk, fails, installer, laptop, ");
                cases.Add(version, "#throws", "CLU0703", "error: the reason why it does not evaluate", "");
                cases.Add(version, "#fails", "CLU0704", "failed with exit code 3", "the next run goes on from there");
                cases.Add(version, "#fails", "CLU0704", "> the last words", "");
                cases.Add(version, "#needs-feature", "CLU0708", "feature 'ca-derivations' is disabled", "extra-experimental-features = ca-derivations");
                cases.Add(version, "#untracked", "CLU0707", "Nix does not see 'hosts/untracked.nix', since git does not track it", "git -C FLAKE add hosts/untracked.nix");
                cases.Add(version, "#wrong-label", "CLU0715", "the volume label 'a-label-that-is-longer-than-a-medium-can-have' is none that a medium can have", "set isoImage.volumeID");
                cases.Add(version, "/nowhere#x", "CLU0709", "there is no flake 'FLAKE/nowhere'", "`clu init` writes a new one");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nixs_own_words_are_passed_on_with_advice(NixVersion version, string target, string code, string words, string advice)
    {
        TinyFlake flake = _flakes.Of(version);
        ToolResult result = flake.BuildIso(flake.Folder + target);

        Assert.Contains($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(words.Replace("FLAKE", flake.Folder, StringComparison.Ordinal), result.Error, StringComparison.Ordinal);
        Assert.Contains(advice.Replace("FLAKE", flake.Folder, StringComparison.Ordinal), result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("«string»", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(flake["out.iso"]));
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void A_flake_nix_that_git_does_not_track_is_no_flake_yet(NixVersion version)
    {
        using TinyFlake flake = new(version);
        Tool.Run("git", "-C", flake.Folder, "rm", "--cached", "--quiet", "flake.nix").Succeeded();

        ToolResult result = flake.BuildIso($"{flake.Folder}#laptop");

        Assert.Contains("error CLU0707: Nix does not see 'flake.nix', since git does not track it", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void A_file_that_is_ignored_needs_force(NixVersion version)
    {
        using TinyFlake flake = new(version);
        File.WriteAllText(Path.Combine(flake.Folder, ".gitignore"), "hosts/untracked.nix\n");

        ToolResult result = flake.BuildIso($"{flake.Folder}#untracked");

        Assert.Contains("error CLU0707", result.Error, StringComparison.Ordinal);
        Assert.Contains("add --force hosts/untracked.nix", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void A_flake_outside_of_git_is_built_with_a_warning(NixVersion version)
    {
        using TinyFlake flake = new(version);
        Directory.Delete(Path.Combine(flake.Folder, ".git"), recursive: true);

        ToolResult result = flake.BuildIso($"{flake.Folder}#installer").Succeeded();

        Assert.Contains($"'{flake.Folder}' is not in a git repository: Nix copies all that is in it into the store", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void A_flake_without_systems_says_so(NixVersion version)
    {
        using TinyFlake flake = new(version);
        File.WriteAllText(Path.Combine(flake.Folder, "flake.nix"), "{ outputs = _: { }; }");
        Assert.Contains("error CLU0706", flake.BuildIso($"{flake.Folder}#x").Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(flake.Folder, "flake.nix"), "{ outputs = _: { nixosConfigurations = { }; }; }");
        Assert.Contains("error CLU0706", flake.BuildIso($"{flake.Folder}#x").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_Nix_is_told_the_other_way()
    {
        ToolResult result = _flakes.Of(NixVersion.Installed).RunWithoutNix("build", "iso", ".#laptop");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("error CLU0700", result.Error, StringComparison.Ordinal);
        Assert.Contains("clu build iso --from https://cache.example.org /nix/store/", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void It_must_be_clear_what_boots()
    {
        TinyFlake flake = _flakes.Of(NixVersion.Installed);
        Assert.Contains("error CLU0711", flake.BuildIso("--live", $"{flake.Folder}#laptop").Error, StringComparison.Ordinal);
        Assert.Contains("error CLU0721", flake.BuildIso($"{flake.Folder}#installer", $"{flake.Folder}#wrong-label").Error, StringComparison.Ordinal);
        Assert.Contains("error CLU0723", flake.BuildIso($"{flake.Folder}#installer", $"{flake.Folder}#Desk").Error, StringComparison.Ordinal);
        Assert.Contains("error CLU0713", flake.BuildIso(flake.NixBuild("installer", "toplevel.stage2")).Error, StringComparison.Ordinal);
        Assert.Contains("error CLU0714", flake.BuildIso("/nix/store/00000000000000000000000000000000-nixos-system-x").Error, StringComparison.Ordinal);
        flake.BuildIso("--dry-run", "--live", $"{flake.Folder}#installer", $"{flake.Folder}#wrong-label").Succeeded();
    }
}
