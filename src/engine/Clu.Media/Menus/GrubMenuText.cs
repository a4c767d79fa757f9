using System.Globalization;
using System.Text;

namespace Clu.Media.Menus;

/// <summary>
/// Writes a <see cref="BootMenu"/> as <c>grub.cfg</c>. One file serves BIOS, 64-bit and 32-bit UEFI, the optical drive, the stick, and
/// another GRUB that loops the ISO file in through <c>loopback.cfg</c>. <c>grub-script-check</c> accepts it.
/// </summary>
public static class GrubMenuText
{
    /// <summary>Where the menu is on the medium.</summary>
    public const string ConfigurationPath = "/EFI/BOOT/grub.cfg";

    /// <summary>Where other boot loaders look for the menu of an ISO file.</summary>
    public const string LoopbackPath = "/boot/grub/loopback.cfg";

    /// <summary>Folder of the menu's font, picture and theme on the medium.</summary>
    public const string ThemeFolder = "/EFI/BOOT/grub-theme";

    /// <summary>The font on the medium.</summary>
    public const string FontPath = "/EFI/BOOT/unicode.pf2";

    /// <summary>Content of <see cref="LoopbackPath"/>.</summary>
    public static string Loopback { get; } = $"source {ConfigurationPath}\n";

    private const string Graphics = $"""
        if loadfont {FontPath}; then
          set gfxmode=1024x768,800x600,auto
          set gfxpayload=keep
          if terminal_output gfxterm; then
            set screen=gfxterm
            set theme={ThemeFolder}/theme.txt
            export theme
          fi
        fi

        """;

    private const string FindIso = """
        # Another boot loader that loops this file in names it in iso_path.
        if [ -n "$iso_path" ]; then
          set find_iso="findiso=$iso_path"
          export find_iso
        fi

        """;

    /// <summary>Writes the menu.</summary>
    public static string Write(BootMenu menu)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Boot menu of {menu.Title}, made by clu.
            set default=0
            set timeout={menu.TimeoutSeconds ?? -1}

            # A computer without a serial port has only the screen.
            if serial --unit=0 --speed=115200; then
              set serial_line=serial
            fi
            set screen=console

            """);
        if (menu.Graphics)
            text.Append(Graphics);
        text.Append("""
            terminal_output $screen $serial_line
            terminal_input console $serial_line


            """);
        if (menu.FindsIsoFile)
            text.Append(FindIso);
        text.Append('\n');
        BootEntry first = menu.Entries[0];
        foreach (BootEntry entry in menu.Entries)
            AppendLinuxEntry(text, entry, Quote(entry.Title), "", hotkey: null, indent: "");
        text.Append("submenu 'Options' --class options --hotkey=o {\n");
        foreach (MenuVariant variant in MenuVariant.All)
            AppendLinuxEntry(text, first, Quote($"{first.Title} ({variant.Title})"), variant.Parameters, variant.Hotkey, "  ");
        text.Append("}\n");
        if (menu.ChecksMedium)
            AppendLinuxEntry(text, first, "'Check this medium'", "clu.check", hotkey: 'k', indent: "");
        AppendTools(text, menu);
        text.Append("""
            menuentry 'Restart' --class restart --hotkey=b {
              reboot
            }
            menuentry 'Shut down' --class shutdown --hotkey=q {
              halt
            }

            """);
        return text.ToString();
    }

    private static void AppendLinuxEntry(StringBuilder text, BootEntry entry, string title, string more, char? hotkey, string indent)
    {
        string key = hotkey is null ? "" : $" --hotkey={hotkey}";
        string parameters = string.Join(' ', entry.KernelParameters.Append(more).Where(p => p.Length > 0).Select(Escape));
        text.Append(CultureInfo.InvariantCulture, $$"""
            {{indent}}menuentry {{title}} --class installer{{key}} {
            {{indent}}  echo 'Loading the kernel ...'
            {{indent}}  linux {{Escape(entry.Kernel)}} $find_iso {{parameters}}
            {{indent}}  echo 'Loading the initial ramdisk ...'
            {{indent}}  initrd {{Escape(entry.Initrd)}}
            {{indent}}}

            """);
    }

    private static void AppendTools(StringBuilder text, BootMenu menu)
    {
        if (menu.BiosMemoryTest is string memoryTest)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                if [ "$grub_platform" = pc ]; then
                  menuentry 'Memory test' --class memtest --hotkey=m {
                    linux {{Escape(memoryTest)}}
                  }
                fi

                """);
        }

        foreach (IGrouping<EfiArchitecture, EfiTool> tools in menu.EfiTools.GroupBy(tool => tool.Architecture))
        {
            string cpu = tools.Key switch
            {
                EfiArchitecture.X64 => "x86_64",
                EfiArchitecture.Ia32 => "i386",
            };
            text.Append(CultureInfo.InvariantCulture, $"if [ \"$grub_platform\" = efi -a \"$grub_cpu\" = {cpu} ]; then\n");
            foreach (EfiTool tool in tools)
            {
                text.Append(CultureInfo.InvariantCulture, $$"""
                      menuentry {{Quote(tool.Title)}} --class efi --hotkey={{tool.Hotkey}} {
                        if chainloader {{Escape(tool.Path)}}; then
                          # The firmware draws in the mode that it chose itself, and on the serial line too.
                          terminal_output console
                          boot
                          terminal_output $screen $serial_line
                        fi
                      }

                    """);
            }

            text.Append("fi\n");
        }

        text.Append("""
            if [ "$grub_platform" = efi ]; then
              if fwsetup --is-supported; then
                menuentry 'Firmware setup' --class firmware --hotkey=f {
                  fwsetup
                }
              fi
            fi

            """);
    }

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Escapes what GRUB's shell would take for its own; a space between parameters stays one.</summary>
    private static string Escape(string word)
    {
        StringBuilder escaped = new();
        foreach (char c in word)
        {
            if (c is '\\' or '$' or '"' or '\'' or ';' or '&' or '|' or '<' or '>' or '{' or '}' or '#')
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
