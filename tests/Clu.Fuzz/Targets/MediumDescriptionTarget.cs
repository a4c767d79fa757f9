using Clu.Media.Descriptions;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that writes to itself.</summary>
public sealed class MediumDescriptionTarget : IFuzzTarget
{
    public string Name => "medium-json";

    public IEnumerable<byte[]> Seeds() =>
    [
        """
        {"appendToMenuLabel":"","compression":{"blockSize":1048576,"codec":"zstd","level":19},"configurationName":null,"contents":[{"source":
        "/nix/store/00000000000000000000000000000000-c/f","target":"/f"}],"edition":"","efiSplashImage":null,"forceTextMode":false,"grub":{"font":
        "/nix/store/00000000000000000000000000000000-g/f.pf2","i386-efi":null,"i386-pc":null,"tools":"/nix/store/00000000000000000000000000000000-g",
        "x86_64-efi":null},"hosts":[{"description":"d","hostname":null,"layout":"ext4","name":"h","rebuild":{"allow":["user"],"budget":"1 MB","kit":null},"toplevel":
        "/nix/store/00000000000000000000000000000000-h"}],"inputs":[{"locked":{"lastModified":1,"type":"path"},"name":"n","path":
        "/nix/store/00000000000000000000000000000000-i"}],"label":"l","makeBiosBootable":true,"makeEfiBootable":true,"makeUsbBootable":true,"memtest":
        {"bios":null,"efi":null},"name":"NixOS","nixConf":["a = b"],"prependToMenuLabel":"","registry":null,"showConfiguration":true,"splashImage":null,
        "storeContents":["/nix/store/00000000000000000000000000000000-s"],"timeout":10,"toplevel":"/nix/store/00000000000000000000000000000000-t",
        "version":1,"volumeId":"v"}
        """u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[] once = MediumDescriptionJson.Write(MediumDescriptionJson.Read(input));
        if (!MediumDescriptionJson.Write(MediumDescriptionJson.Read(once)).AsSpan().SequenceEqual(once))
            throw new InvalidOperationException("writing is not stable");
    }
}
