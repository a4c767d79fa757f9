using Clu.Media.Hosts;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that writes to itself.</summary>
public sealed class ManifestTarget : IFuzzTarget
{
    public string Name => "manifest";

    public IEnumerable<byte[]> Seeds() =>
    [
        """{"hosts":[],"label":"l","objects":[],"version":1}"""u8.ToArray(),
        """
        {"hosts":[{"closure":["00000000000000000000000000000000-a"],"closureSize":1,"defaults":{"hostName":null,"keymap":"de","layout":"l","locale":"C",
        "timeZone":"A/B","users":[{"authorizedKeys":["k"],"groups":["sudo"],"name":"u","passwordHash":"$y$","shell":"/s","uid":1000}]},"description":"d",
        "kind":"reference","name":"h","ownSize":1,"toplevel":"00000000000000000000000000000000-a"}],"label":"l","objects":[{"ca":null,"deriver":null,
        "narHash":"sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","narSize":1,"path":"00000000000000000000000000000000-a",
        "references":["00000000000000000000000000000000-a"],"signatures":[]}],"version":1}
        """u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[] once = ManifestJson.Write(ManifestJson.Read(input));
        if (!ManifestJson.Write(ManifestJson.Read(once)).AsSpan().SequenceEqual(once))
            throw new InvalidOperationException("writing is not stable");
    }
}
