using System.Text;
using Clu.Media.Descriptions;
using Clu.Testing;

namespace Clu.Conformance.Tests.Flakes;

/// <summary>The modules with each nixpkgs that CLU_NIXPKGS names (folders, with colons between them). Tests cannot fetch one.</summary>
public sealed class RealNixpkgsTests
{
    private const string Variable = "CLU_NIXPKGS";
    private const string TooOld = "requires an implementation of Nix";

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void The_installer_evaluates_beside_iso_image_and_without(NixVersion version) => Each(version, nixpkgs =>
    {
        foreach (string image in new[] { "", "iso-image", "installation-cd-minimal" })
        {
            string modules = (image.Length == 0 ? "" : $"{nixpkgs}/nixos/modules/installer/cd-dvd/{image}.nix ") + """
                ({ lib, ... }: { isoImage = { volumeID = lib.mkForce "MINE"; appendToMenuLabel = lib.mkForce " Mine"; contents = [ { source = ./flake.nix; target = "/flake.nix"; } ]; }; })
                """;
            if (Evaluate(version, nixpkgs, "installer", modules, "system.build.cluMedium.text") is not { } text)
                return;
            MediumDescription medium = MediumDescriptionJson.Read(Encoding.UTF8.GetBytes(text));
            Assert.Equal(("MINE", " Mine"), (medium.VolumeId, medium.AppendToMenuLabel));
            // What iso-image.nix puts onto its own image is not there.
            Assert.Equal("/flake.nix", Assert.Single(medium.Contents).Target);
            Assert.EndsWith(".drv", Evaluate(version, nixpkgs, "installer", modules, "system.build.toplevel.drvPath"), StringComparison.Ordinal);
        }
    });

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void A_late_bound_host_evaluates_and_has_no_file_that_is_a_machines(NixVersion version) => Each(version, nixpkgs =>
    {
        foreach (string stage1 in new[] { "", "({ lib, options, ... }: { config = lib.optionalAttrs (options.boot.initrd ? systemd) { boot.initrd.systemd.enable = false; }; })" })
        {
            if (Evaluate(version, nixpkgs, "late-binding.nix", stage1, "system.build.toplevel.drvPath") is not { } toplevel)
                return;
            Assert.EndsWith(".drv", toplevel, StringComparison.Ordinal);
            string files = Evaluate(
                version, nixpkgs, "late-binding.nix", stage1,
                "environment.etc", "etc: toString (map (file: file.target) (builtins.filter (file: file.enable) (builtins.attrValues etc)))")!;
            // Before 20.03 some files of /etc have no name by which they could be left out.
            string[] named = string.CompareOrdinal(Release(nixpkgs), "20.03") < 0 ? [] : ["locale.conf", "vconsole.conf"];
            Assert.All(["fstab", "crypttab", "hosts", "hostname", "localtime", .. named], file => Assert.DoesNotContain(file, files.Split(' ')));
            Assert.Contains("clu/late-binding", files.Split(' '));
        }
    });

    private static void Each(NixVersion version, Action<string> check)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } named)
            throw Xunit.Sdk.SkipException.ForSkip($"{Variable} does not name a nixpkgs");
        _ = NixTool.Run(version, "nix", "--version").Succeeded();
        foreach (string nixpkgs in named.Split(':'))
            check(nixpkgs);
    }

    private static string Release(string nixpkgs) => File.ReadAllText(new[] { "lib/.version", ".version" }.Select(file => Path.Combine(nixpkgs, file)).First(File.Exists)).Trim();

    /// <summary>Part of the configuration of a system with a module of ours and others; null for a nixpkgs that refuses a Nix as old as this.</summary>
    private static string? Evaluate(NixVersion version, string nixpkgs, string module, string modules, string attribute, string function = "text: text")
    {
        string root = RepositoryRoot.Path;
        string expression = $$"""
            let
              system = import {{nixpkgs}}/nixos/lib/eval-config.nix {
                system = "x86_64-linux";
                modules = [ {{root}}/nix/modules/{{module}} ({ pkgs, ... }: { clu.package = pkgs.hello; }) {{modules.Replace("./flake.nix", $"{root}/flake.nix", StringComparison.Ordinal)}} ];
              };
            in
            ({{function}}) system.config.{{attribute}}
            """;
        ToolResult result = NixTool.Run(version, "nix-instantiate", "--eval", "--strict", "--json", "--store", "dummy://", "--expr", expression);
        if (result.ExitCode != 0 && version == NixVersion.Installed && result.Error.Contains(TooOld, StringComparison.Ordinal))
            return null;
        return System.Text.Json.JsonDocument.Parse(result.Succeeded().OutputBytes).RootElement.GetString();
    }
}
