using Clu.Media.Inspection;
using Clu.Media.Inspection.BootMenus;

namespace Clu.Media.Tests.Inspection;

public sealed class GrubMenuTests
{
    [Fact]
    public void Entries_in_submenus_and_conditions_count() => Assert.Equal(
        ["one", "two", "three"],
        Read("""
            menuentry "one" --class a { linux /k }
            submenu 'more' --class b {
              if [ "$grub_platform" = efi ]; then
                menuentry 'two' {
                  chainloader /shell.efi
                }
              fi
            }
            menuentry 'three' { reboot
            }
            """).Select(entry => entry.Title));

    [Theory]
    [InlineData("linux /k a b", "a b")]
    [InlineData("linuxefi /k a  'b c' ", "a|b c")]
    [InlineData("linux /k a \\\n  b # no", "a b")]
    [InlineData("linux /k $unknown ${unknown} a", "a")]
    [InlineData("set x='a b'; linux /k \"$x\"", "a b|")]
    [InlineData("linux /k 'it'\\''s' a\\;b", "it's a;b")]
    [InlineData("linux /k a}b {c", "a}b {c")]
    public void Words_are_cut_as_GRUB_cuts_them(string command, string expected)
    {
        MenuEntry entry = Assert.Single(Read($"menuentry 't' {{\n{command}\n}}\n"));

        Assert.Equal("/k", entry.Kernel);
        Assert.Equal(expected.Contains('|', StringComparison.Ordinal) ? expected.TrimEnd('|').Split('|') : expected.Split(' '), entry.Parameters);
    }

    [Fact]
    public void What_is_set_under_a_condition_is_left_out() => Assert.Equal(
        ["a"], Assert.Single(Read("if [ -n \"$x\" ]; then\n set y=$x\nfi\nmenuentry t {\nlinux /k $y a\n}")).Parameters);

    [Fact]
    public void A_device_before_a_path_is_left_out()
    {
        MenuEntry entry = Assert.Single(Read("menuentry 't' {\nlinux ($root)/boot/k\ninitrd (cd0)/a /b\n}"));

        Assert.Equal("/boot/k", entry.Kernel);
        Assert.Equal(["/a", "/b"], entry.Initrds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("menuentry")]
    [InlineData("menuentry 'open {")]
    [InlineData("} } { {")]
    [InlineData("$ \\")]
    [InlineData("linux /k")]
    [InlineData("\"${")]
    public void What_is_no_menu_has_no_entries(string text) => Assert.Empty(Read(text));

    [Fact]
    public void Isolinux_entries_say_what_they_start()
    {
        MenuEntry[] entries = [.. IsolinuxMenu.Read("/isolinux/isolinux.cfg", """
            SERIAL 0 115200
            UI vesamenu.c32
            LABEL boot
            MENU LABEL NixOS ^Installer
            LINUX /boot/bzImage
            APPEND init=/nix/store/x/init  root=LABEL=nixos
            INITRD /boot/initrd
            label old
              kernel vmlinuz
              append initrd=a.img,/b.img quiet
            label memtest
              com32 x
            """)];

        Assert.Equal(["NixOS Installer", "old", "memtest"], entries.Select(entry => entry.Title));
        Assert.Equal("/boot/bzImage", entries[0].Kernel);
        Assert.Equal(["/boot/initrd"], entries[0].Initrds);
        Assert.Equal(["init=/nix/store/x/init", "root=LABEL=nixos"], entries[0].Parameters);
        Assert.Equal("/isolinux/vmlinuz", entries[1].Kernel);
        Assert.Equal(["/isolinux/a.img", "/b.img"], entries[1].Initrds);
        Assert.Equal(["quiet"], entries[1].Parameters);
        Assert.Null(entries[2].Kernel);
    }

    [Fact]
    public void The_last_of_two_equal_parameters_counts() =>
        Assert.Equal("b", new MenuEntry("m", "t") { Parameters = ["root=a", "root=b", "rootfoo=c"] }.Parameter("root"));

    private static IReadOnlyList<MenuEntry> Read(string text) => GrubMenu.Read("/grub.cfg", text);
}
