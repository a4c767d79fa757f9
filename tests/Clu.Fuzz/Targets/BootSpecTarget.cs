using Clu.Nix.BootSpecs;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that writes to itself.</summary>
public sealed class BootSpecTarget : IFuzzTarget
{
    public string Name => "bootspec";

    public IEnumerable<byte[]> Seeds()
    {
        BootSpec small = new() { System = "x86_64-linux", Kernel = "/k", Label = "ü", Toplevel = "/t", Init = "/t/init", KernelParameters = ["a", "b=\"c\""] };
        yield return small.Write();
        yield return """
            {"org.nixos.bootspec.v1":{"system":"s","kernel":"k","kernelParams":[],"label":"l","toplevel":"t","init":"i","initrd":null},
            "x":{"b":[1.5e3,true,null,"\u00e4\ud83d\ude00"],"a":{}},"org.nixos.specialisation.v1":{}}
            """u8.ToArray();
        yield return (small with
        {
            Initrd = "/i",
            InitrdSecrets = "/s",
            Specialisations = new Dictionary<string, BootSpec> { ["v"] = small },
            Extensions = new Dictionary<string, string> { ["org.example"] = "[0]" },
        }).Write();
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[] once = BootSpec.Read(input).Write();
        if (!BootSpec.Read(once).Write().AsSpan().SequenceEqual(once))
            throw new InvalidOperationException("writing is not stable");
    }
}
