using System.Text;
using Clu.Media.Menus;
using Clu.Testing;

namespace Clu.Conformance.Tests.Media;

public class GrubMenuConformanceTests
{
    [Theory]
    [InlineData("clu installer", "root=LABEL=clu-installer-0.1")]
    [InlineData("it's \"quoted\" & <odd> | {braces} $HOME; #x", "x=a$b;c&d")]
    public void Grub_takes_the_menu_for_a_script(string title, string parameter)
    {
        BootMenu menu = new()
        {
            Title = title,
            Subtitle = "",
            TimeoutSeconds = 5,
            Kernel = "/boot/k",
            Initrd = "/boot/i",
            KernelParameters = [parameter],
            BiosMemoryTest = "/EFI/tools/mt86+x64.efi",
            EfiTools = [new EfiTool(title, 'u', EfiArchitecture.X64, "/EFI/tools/shellx64.efi"), new EfiTool("Shell", 'u', EfiArchitecture.Ia32, "/EFI/tools/shellia32.efi")],
        };
        Tool.RunWith("grub-script-check", [], Encoding.UTF8.GetBytes(GrubMenuText.Write(menu))).Succeeded();
        Tool.RunWith("grub-script-check", [], Encoding.UTF8.GetBytes(GrubMenuText.Loopback)).Succeeded();
    }
}
