using System.Text.Json;
using Clu.Conformance.Tests.Stores;
using Clu.Media.Descriptions;
using Clu.Media.Hosts;
using Clu.Media.Inspection;
using Clu.Nix.StorePaths;
using Clu.Testing;

namespace Clu.Conformance.Tests.Flakes;

/// <summary>Real Nix evaluates and builds a flake; what clu makes of it is taken apart.</summary>
public sealed class FlakeMediumTests
{
    public static TheoryData<NixVersion> Versions => [NixVersion.Installed, NixVersion.Newest];

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_flake_that_describes_a_medium_becomes_it(NixVersion version)
    {
        using TinyFlake flake = new(version);
        flake.BuildIso($"{flake.Folder}#installer").Succeeded();

        MediumReport report = Inspect(flake["out.iso"]);
        Assert.Equal(("tiny-25.11-x86_64", "25.11"), (report.Label, report.Version));
        Assert.Equal(["NixOS 25.11 Installer", "NixOS 25.11 Installer (text)"], report.MenuEntries.Where(entry => entry.Kernel is not null && !HasVariant(entry)).Select(entry => entry.Title));
        MenuEntry first = report.MenuEntries[0];
        string live = flake.NixBuild("installer", "toplevel");
        Assert.Equal(($"{live}/init", "LABEL=tiny-25.11-x86_64"), (first.Parameter("init"), first.Parameter("root")));

        MediumHost desk = Assert.Single(report.Manifest!.Hosts);
        Assert.Equal(("desk", HostKind.NixOS, "A desk", "desk-1", "ext4"), (desk.Name, desk.Kind, desk.Description, desk.Defaults.HostName?.Text, desk.Defaults.Layout));
        Extract(flake, "/clu/medium.json", "/docs/notes.txt", "/nix-store.squashfs", "/EFI/BOOT/grub.cfg");
        MediumDescription description = MediumDescriptionJson.Read(File.ReadAllBytes(flake["medium.json"]));
        Assert.Equal(live, StoreDirectory.Default.Print(description.Toplevel));
        Assert.Equal("notes\n", File.ReadAllText(flake["notes.txt"]));
        Tool.Run("grub-script-check", flake["grub.cfg"]).Succeeded();

        // Nix knows every path once the live system loaded what lies beside the store, and the hashes are right.
        Directory.CreateDirectory(flake["loaded/nix"]);
        Tool.Run("unsquashfs", "-no-progress", "-dest", flake["loaded/nix/store"], flake["nix-store.squashfs"]).Succeeded();
        NixStore nix = new(flake["loaded"], version);
        nix.LoadDatabase(File.ReadAllBytes(flake["loaded/nix/store/nix-path-registration"]));
        File.Delete(flake["loaded/nix/store/nix-path-registration"]);
        nix.Verify(trust: false);
        Assert.Contains(StoreDirectory.Default.Print(desk.Toplevel), nix.Requisites(desk.Toplevel));
        Assert.All(description.Carried, path => Assert.NotEmpty(nix.Requisites(path)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Hosts_join_the_installer_of_their_flake(NixVersion version)
    {
        using TinyFlake flake = new(version);
        ToolResult result = flake.BuildIso("--json", $"{flake.Folder}#laptop", $"{flake.Folder}#server").Succeeded();

        MediumReport report = Inspect(flake["out.iso"]);
        Assert.Equal(["desk", "laptop", "server"], report.Manifest!.Hosts.Select(host => host.Name));
        Assert.Equal(["desk-1", "laptop", "server"], report.Manifest!.Hosts.Select(host => host.Defaults.HostName?.Text));
        Assert.Equal(flake.NixBuild("laptop", "toplevel"), StoreDirectory.Default.Print(report.Manifest!.Hosts[1].Toplevel));
        Extract(flake, "/clu/medium.json");
        Assert.Equal(["desk", "laptop", "server"], MediumDescriptionJson.Read(File.ReadAllBytes(flake["medium.json"])).Hosts.Select(host => host.Name.Text));

        JsonElement[] events = [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        JsonElement[] building = [.. events.Where(e => e.GetProperty("event").GetString() == "step-advanced" && e.GetProperty("step").GetString() == "nix-build")];
        Assert.Contains(building, e => e.TryGetProperty("totalCount", out JsonElement count) && count.GetInt32() > 0);
        Assert.Contains(events, e => e.GetProperty("event").GetString() == "warning" && e.GetProperty("message").GetString()!.Contains("is dirty", StringComparison.Ordinal));
        Assert.Equal("result", events[^1].GetProperty("event").GetString());
        Assert.Equal(JsonValueKind.Null, events[^1].GetProperty("packages").ValueKind);
    }

    [Fact]
    public void The_same_medium_comes_out_of_a_cache_without_Nix()
    {
        using TinyFlake flake = new(NixVersion.Newest);
        flake.BuildIso($"{flake.Folder}#installer").Succeeded();
        byte[] built = File.ReadAllBytes(flake["out.iso"]);
        string medium = flake.NixBuild("installer", "cluMedium");
        string cache = $"file://{flake["binary-cache"]}";
        flake.Nix("copy", "--from", flake.Store, "--to", cache, medium).Succeeded();

        ToolResult unsigned = flake.RunWithoutNix("build", "iso", "--from", cache, medium, "-o", flake["unsigned.iso"]);
        Assert.Contains("error CLU0311", unsigned.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(flake["unsigned.iso"]));
        flake.RunWithoutNix("build", "iso", "--from", cache, "--no-check-sigs", medium, "-o", flake["cached.iso"]).Succeeded();
        Assert.Equal(built, File.ReadAllBytes(flake["cached.iso"]));

        string laptop = flake.NixBuild("laptop", "toplevel");
        flake.RunWithoutNix("build", "iso", "--from", flake.Store, medium, laptop, "-o", flake["direct.iso"]).Succeeded();
        Assert.Equal(["desk", "laptop"], Inspect(flake["direct.iso"]).Manifest!.Hosts.Select(host => host.Name));
    }

    [Fact]
    public void A_medium_that_a_bundle_was_added_to_is_sound_and_proven_as_before()
    {
        using TinyFlake flake = new(NixVersion.Newest);
        flake.BuildIso($"{flake.Folder}#installer", $"{flake.Folder}#laptop").Succeeded();
        string added = flake.RunWithoutNix("add", "--store", flake["more"], flake["flake/bin"]).Succeeded().Output.Trim();
        flake.RunWithoutNix("bundle", "create", "--from", flake["more"], "--since", flake["out.iso"], added, "-o", flake["u.bundle"]).Succeeded();
        flake.RunWithoutNix("bundle", "apply", flake["u.bundle"], "--onto", flake["out.iso"], "-o", flake["new.iso"]).Succeeded();

        flake.RunWithoutNix("verify", flake["new.iso"]).Succeeded();
        Tool.Run("xorriso", "-osirrox", "on", "-indev", flake["new.iso"], "-extract", "/nix-store.squashfs", flake["new.squashfs"]).Succeeded();
        Assert.Contains(Path.GetFileName(added), Tool.Run("unsquashfs", "-ll", flake["new.squashfs"]).Succeeded().Output, StringComparison.Ordinal);
        Tool.Run("unsquashfs", "-no-progress", "-dest", flake["unpacked"], flake["new.squashfs"]).Succeeded();
        ToolResult before = flake.RunWithoutNix("prove", flake["out.iso"]), after = flake.RunWithoutNix("prove", flake["new.iso"]);
        Assert.NotEmpty(Verdicts(before));
        Assert.Equal((before.ExitCode, Verdicts(before)), (after.ExitCode, Verdicts(after)));
    }

    [Fact]
    public void A_second_build_writes_nothing_and_a_dry_run_never()
    {
        using TinyFlake flake = new(NixVersion.Installed);
        Assert.Contains("would be written", flake.BuildIso("--dry-run", $"{flake.Folder}#installer").Succeeded().Output, StringComparison.Ordinal);
        Assert.False(File.Exists(flake["out.iso"]));
        flake.BuildIso($"{flake.Folder}#installer").Succeeded();
        Assert.Contains("is up to date", flake.BuildIso($"{flake.Folder}#installer").Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_host_of_a_flake_becomes_an_archive_which_is_that_of_its_store_path(NixVersion version)
    {
        using TinyFlake flake = new(version);
        flake.Build("tar", "laptop.tar.zst", $"{flake.Folder}#laptop").Succeeded();
        string laptop = flake.NixBuild("laptop", "toplevel");
        Assert.Contains($"./nix/var/nix/profiles/system-1-link -> {laptop}", Tool.Run("tar", "--zstd", "-tvf", flake["laptop.tar.zst"]).Succeeded().Output, StringComparison.Ordinal);

        string cache = $"file://{flake["binary-cache"]}";
        flake.Nix("copy", "--from", flake.Store, "--to", cache, laptop).Succeeded();
        string[] fetch = ["build", "tar", "--from", cache, laptop, "-o", flake["fetched.tar.zst"]];
        Assert.Contains("error CLU0311", flake.RunWithoutNix(fetch).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(flake["fetched.tar.zst"]));
        flake.RunWithoutNix([.. fetch, "--no-check-sigs"]).Succeeded();
        Assert.Equal(File.ReadAllBytes(flake["laptop.tar.zst"]), File.ReadAllBytes(flake["fetched.tar.zst"]));

        Assert.Contains("error CLU0585", flake.Build("raw", "none.img", flake.Folder).Error, StringComparison.Ordinal);
    }

    private static string Verdicts(ToolResult proof) =>
        string.Join('\n', proof.Output.Split('\n').Where(line => line.StartsWith("  yes ", StringComparison.Ordinal) || line.StartsWith("  no ", StringComparison.Ordinal)));

    private static bool HasVariant(MenuEntry entry) => Clu.Media.Menus.MenuVariant.All.Any(variant => entry.Title.EndsWith($"({variant.Title})", StringComparison.Ordinal));

    private static MediumReport Inspect(string iso)
    {
        MediumReport report = MediumInspector.InspectFile(iso, new InspectionOptions { Verify = true }, null, TestContext.Current.CancellationToken);
        Assert.Empty(report.Findings);
        return report;
    }

    private static void Extract(TinyFlake flake, params string[] files) => Tool.Run(
        "xorriso", ["-osirrox", "on", "-indev", flake["out.iso"], .. files.SelectMany(file => new[] { "-extract", file, flake[Path.GetFileName(file)] })]).Succeeded();
}
