using Clu.Nix.BootSpecs;
using Clu.Testing;

namespace Clu.Conformance.Tests.NixFormats;

/// <summary>Boot specifications, judged by jq: NixOS sorts its own with it.</summary>
public class BootSpecConformanceTests
{
    [Fact]
    public void Documents_are_as_jq_sorts_them()
    {
        BootSpec small = new() { System = "x86_64-linux", Kernel = "/k", Label = "\"clü\" <漢> \\ \t", Toplevel = "/t", Init = "/t/init" };
        byte[] written = (small with
        {
            KernelParameters = ["quiet", "a=\"b c\"", "x'&+"],
            Initrd = "/i",
            Specialisations = new Dictionary<string, BootSpec> { ["z"] = small, ["B"] = small, ["a"] = small with { Initrd = "/j" } },
            Extensions = new Dictionary<string, string>
            {
                ["org.nixos.systemd-boot"] = """{"sortKey":"clu","devicetree":null,"n":[1,-20,2.5,true,[],{},{"b":0,"a":""}]}""",
                ["org"] = "\"\\u0001/\\u00e4\"",
            },
        }).Write();
        Assert.Equal(Tool.RunWith("jq", ["--sort-keys", "."], written).Succeeded().Output, System.Text.Encoding.UTF8.GetString(written));
    }
}
