using System.Text.RegularExpressions;
using Clu.Media.Menus;

namespace Clu.Media.Tests.Menus;

public partial class GrubMenuTextTests
{
    private static readonly BootMenu _menu = new()
    {
        Title = "clu's installer",
        Subtitle = "0.1",
        TimeoutSeconds = 10,
        Kernel = "/boot/nix/store/abc-linux/boot/vmlinuz",
        Initrd = "/boot/nix/store/def-initrd/initrd",
        KernelParameters = ["init=/nix/store/ghi-system/init", "root=LABEL=x"],
        EfiTools = [new EfiTool("UEFI Shell", 'u', EfiArchitecture.Ia32, "/EFI/tools/shellia32.efi")],
    };

    [Fact]
    public void The_first_entry_starts_the_system_with_its_parameters() => Assert.Contains(
        "  linux /boot/nix/store/abc-linux/boot/vmlinuz $find_iso init=/nix/store/ghi-system/init root=LABEL=x\n",
        GrubMenuText.Write(_menu), StringComparison.Ordinal);

    [Fact]
    public void Every_variant_adds_its_parameters_last()
    {
        string text = GrubMenuText.Write(_menu);
        foreach (MenuVariant variant in MenuVariant.All)
            Assert.Contains($"root=LABEL=x {variant.Parameters}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_medium_can_be_checked_from_the_menu()
    {
        string text = GrubMenuText.Write(_menu);
        Assert.Contains("menuentry 'Check this medium' --class installer --hotkey=k {\n", text, StringComparison.Ordinal);
        Assert.Contains("root=LABEL=x clu.check\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Specialisations_stand_behind_the_system_with_their_own_files_and_parameters()
    {
        BootEntry small = new("clu's installer (small)", "/boot/small/vmlinuz", "/boot/small/initrd", ["init=/nix/store/small/init"]);
        string text = GrubMenuText.Write(_menu with { Specialisations = [small] });
        Assert.Contains("  linux /boot/small/vmlinuz $find_iso init=/nix/store/small/init\n", text, StringComparison.Ordinal);
        Assert.Contains("  initrd /boot/small/initrd\n", text, StringComparison.Ordinal);
        Assert.InRange(text.IndexOf("'clu'\\''s installer (small)'", StringComparison.Ordinal), text.IndexOf("menuentry", StringComparison.Ordinal) + 1, text.IndexOf("submenu 'Options'", StringComparison.Ordinal));
        Assert.Equal(small, (_menu with { ShowsSystem = false, Specialisations = [small] }).Entries[0]);
        Assert.Throws<InvalidOperationException>(() => GrubMenuText.Write(_menu with { ShowsSystem = false }));
    }

    [Fact]
    public void What_a_system_does_not_know_is_not_offered()
    {
        string text = GrubMenuText.Write(_menu with { Graphics = false, FindsIsoFile = false, ChecksMedium = false });
        Assert.DoesNotContain("gfxterm", text, StringComparison.Ordinal);
        Assert.DoesNotContain("findiso", text, StringComparison.Ordinal);
        Assert.DoesNotContain("clu.check", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hotkeys_of_one_menu_differ() => Assert.Distinct(MenuVariant.All.Select(variant => variant.Hotkey));

    [Fact]
    public void No_hotkey_is_one_of_GRUBs_own()
    {
        string[] keys = [.. Hotkey().Matches(GrubMenuText.Write(_menu)).Select(match => match.Groups["key"].Value)];
        Assert.NotEmpty(keys);
        // The command line, the editor, and up and down where a terminal has no arrows.
        Assert.DoesNotContain(keys, key => key is "c" or "e" or "v" or "^");
    }

    [Fact]
    public void No_timeout_waits_for_ever() =>
        Assert.Contains("set timeout=-1\n", GrubMenuText.Write(_menu with { TimeoutSeconds = null }), StringComparison.Ordinal);

    [Fact]
    public void An_EFI_tool_is_offered_to_its_own_firmware_only() =>
        Assert.Contains("if [ \"$grub_platform\" = efi -a \"$grub_cpu\" = i386 ]; then\n", GrubMenuText.Write(_menu), StringComparison.Ordinal);

    [Fact]
    public void The_theme_has_the_titles_filled_in()
    {
        byte[] theme = MenuTheme.Files(_menu).Single(file => file.Name == "theme.txt").Content;
        string text = System.Text.Encoding.UTF8.GetString(theme);
        Assert.Contains("\"clu's installer\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@title@", text, StringComparison.Ordinal);
    }

    [GeneratedRegex("--hotkey=(?<key>.)")]
    private static partial Regex Hotkey();
}
