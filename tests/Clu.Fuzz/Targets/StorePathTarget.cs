using System.Text;
using Clu.Nix.StorePaths;

namespace Clu.Fuzz.Targets;

/// <summary>What parses must print to the same text.</summary>
public sealed class StorePathTarget : IFuzzTarget
{
    public string Name => "store-path";

    public IEnumerable<byte[]> Seeds() =>
    [
        "/nix/store/ffffffffffffffffffffffffffffffff-x"u8.ToArray(),
        "/nix/store/00bgd045z0d4icpbc2yyz4gx48ak44la-net-tools-1.60_p20170221182432"u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        string text = Encoding.Latin1.GetString(input);
        if (StoreDirectory.Default.Print(StoreDirectory.Default.Parse(text)) != text)
            throw new InvalidOperationException("prints to another text");
    }
}
