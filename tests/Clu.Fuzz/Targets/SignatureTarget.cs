using System.Text;
using Clu.Nix.Signatures;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that reads the same.</summary>
public sealed class SignatureTarget : IFuzzTarget
{
    public string Name => "signature";

    public IEnumerable<byte[]> Seeds() =>
    [
        "test1:JAGXWP0qa8hwP3VeUdIhZf2GT4DFSFpjruAmamNQvjzUvPOq93SDidMQPeeBx1c2ydyNWYfeUbIzTikJvPc0CQ=="u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        Signature signature = Signature.Parse(Encoding.UTF8.GetString(input));
        if (Signature.Parse(signature.ToString()) != signature)
            throw new InvalidOperationException("writing loses something");
    }
}
