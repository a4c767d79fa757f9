using System.Text;
using Clu.Nix.Hashing;

namespace Clu.Fuzz.Targets;

/// <summary>What parses must print in every encoding and parse to the same.</summary>
public sealed class HashTarget : IFuzzTarget
{
    public string Name => "hash";

    public IEnumerable<byte[]> Seeds() =>
        from algorithm in Enum.GetValues<HashAlgorithm>()
        from encoding in Enum.GetValues<HashEncoding>()
        select Encoding.ASCII.GetBytes(Hash.Of(algorithm, "abc"u8).Format(encoding));

    public void Run(ReadOnlySpan<byte> input)
    {
        Hash hash = Hash.Parse(Encoding.Latin1.GetString(input));
        foreach (HashEncoding encoding in Enum.GetValues<HashEncoding>())
        {
            if (Hash.Parse(hash.Format(encoding)) != hash)
                throw new InvalidOperationException($"{hash} changes by way of {encoding}");
        }
    }
}
