using Clu.Binary;
using Clu.Systems.Flakes;

namespace Clu.Systems.Tests.Flakes;

public class NixReleaseTests
{
    [Theory]
    [InlineData("nix (Nix) 2.8.0", NixImplementation.Nix, 2, 8, true, "/x.drv")]
    [InlineData("nix (Nix) 2.13.6\n", NixImplementation.Nix, 2, 13, true, "/x.drv^out")]
    [InlineData("nix (Nix) 2.34.8", NixImplementation.Nix, 2, 34, true, "/x.drv^out")]
    [InlineData("nix (Nix) 2.35pre20260101_abcdef12", NixImplementation.Nix, 2, 35, true, "/x.drv^out")]
    [InlineData("nix (Nix) 2.3.16", NixImplementation.Nix, 2, 3, false, "/x.drv")]
    [InlineData("nix (Lix, like Nix) 2.91.0", NixImplementation.Lix, 2, 91, true, "/x.drv^out")]
    [InlineData("nix (Lix, like Nix) 2.94.0-dev-pre20251001-abcdef1", NixImplementation.Lix, 2, 94, true, "/x.drv^out")]
    [InlineData("nix (Determinate Nix 3.8.4) 2.30.1", NixImplementation.Determinate, 2, 30, true, "/x.drv^out")]
    public void Parse_knows_whose_it_is_and_how_it_is_asked(string text, NixImplementation who, int major, int minor, bool flakes, string output)
    {
        NixRelease release = NixRelease.Parse(text);
        Assert.Equal((who, new Version(major, minor), text.Trim()), (release.Implementation, release.Version, release.Text));
        Assert.Equal((flakes, output), (release.HasFlakes, release.OutputOf("/x.drv")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nix 2.8")]
    [InlineData("command not found")]
    [InlineData("nix (Nix) 99999999999.1")]
    public void Parse_refuses_what_is_no_version_of_nix(string text) => Assert.Equal("CLU0710", Assert.Throws<CluException>(() => NixRelease.Parse(text)).Code);
}
