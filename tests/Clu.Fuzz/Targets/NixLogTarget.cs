using System.Text;
using Clu.Systems.Flakes.Logs;

namespace Clu.Fuzz.Targets;

/// <summary>No line breaks the reader, and no control sequence comes through.</summary>
public sealed class NixLogTarget : IFuzzTarget
{
    public string Name => "nix-log";

    public IEnumerable<byte[]> Seeds() =>
    [
        """@nix {"action":"start","fields":["/nix/store/00000000000000000000000000000000-a.drv","",1,1],"id":4,"level":3,"text":"t","type":105}"""u8.ToArray(),
        "@nix {\"action\":\"result\",\"fields\":[1,3,1,0],\"id\":4,\"type\":105}\n@nix {\"action\":\"result\",\"fields\":[101,9],\"id\":4,\"type\":106}\n@nix {\"action\":\"stop\",\"id\":4}"u8.ToArray(),
        "@nix {\"action\":\"msg\",\"level\":0,\"msg\":\"\\u001b[31;1merror:\\u001b[0m x\"}\nplain"u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        NixLog log = new("step", null, new HashSet<string>());
        foreach (string line in Encoding.UTF8.GetString(input).Split('\n'))
            log.Take(line);
        if (log.Error.Contains('\u001b', StringComparison.Ordinal))
            throw new InvalidOperationException("a control sequence came through");
    }
}
