using System.Text;
using Clu.Nix.ContentAddresses;

namespace Clu.Fuzz.Targets;

/// <summary>What parses must print to a text that parses to the same.</summary>
public sealed class ContentAddressTarget : IFuzzTarget
{
    public string Name => "content-address";

    public IEnumerable<byte[]> Seeds() =>
    [
        "text:sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s"u8.ToArray(),
        "fixed:r:sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s"u8.ToArray(),
        "fixed:md5:900150983cd24fb0d6963f7d28e17f72"u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        ContentAddress address = ContentAddress.Parse(Encoding.Latin1.GetString(input));
        if (ContentAddress.Parse(address.ToString()) != address)
            throw new InvalidOperationException($"{address} changes by way of its text");
    }
}
