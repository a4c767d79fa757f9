using Clu.Nix.Registrations;
using Clu.Nix.StoreObjects;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that writes to itself.</summary>
public sealed class RegistrationTarget : IFuzzTarget
{
    public string Name => "registration";

    public IEnumerable<byte[]> Seeds() =>
    [
        """
        /nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz
        d1bd9214b596288a7c991ef97d0b81ea8f0215f0fb60df0aadc5a97a60df4954
        160

        1
        /nix/store/vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo
        /nix/store/vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo
        sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s
        0
        /nix/store/7rwcy7jhh0sclsgivr7mlc3vsiilcbay-sattrs.drv
        0

        """u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[] once = Write(Read(input.ToArray()));
        if (!Write(Read(once)).AsSpan().SequenceEqual(once))
            throw new InvalidOperationException("writing is not stable");
    }

    private static List<StoreObjectInfo> Read(byte[] text)
    {
        using MemoryStream stream = new(text);
        return [.. RegistrationText.Read(stream)];
    }

    private static byte[] Write(IEnumerable<StoreObjectInfo> objects)
    {
        using MemoryStream stream = new();
        RegistrationText.Write(objects, stream);
        return stream.ToArray();
    }
}
