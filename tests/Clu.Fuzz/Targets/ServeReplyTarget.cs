using Clu.Nix.BuildResults;
using Clu.Nix.Hashing;
using Clu.Nix.ServeProtocol;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Fuzz.Targets;

/// <summary>What a lying server sends to a client: a handshake, then one answer of each kind.</summary>
public sealed class ServeReplyTarget : IFuzzTarget
{
    private static readonly StorePath _foo = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo");
    private static readonly StorePath _bar = StorePath.Parse("5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz");

    public string Name => "serve-reply";

    public IEnumerable<byte[]> Seeds()
    {
        foreach (byte minor in new byte[] { 5, 6, 7, 8 })
        {
            using MemoryStream output = new();
            output.Write([0xcb, 0xee, 0x52, 0x54, 0, 0, 0, 0, minor, 2, 0, 0, 0, 0, 0, 0]);
            ServeReplyWriter writer = new(output, new ServeVersion(minor), StoreDirectory.Default);
            writer.Paths([_foo]);
            writer.PathInfo(new StoreObjectInfo { Path = _foo, NarHash = Hash.Of(HashAlgorithm.Sha256, "x"u8), NarSize = 8, References = [_foo, _bar] });
            writer.EndPathInfos();
            writer.Paths([_foo, _bar]);
            writer.Accepted();
            writer.BuildPaths(1, "no");
            writer.BuildDerivation(new BuildResult { Status = BuildStatus.Built, Outputs = [new BuiltOutput("out", _foo, [])] });
            yield return output.ToArray();
        }
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        using MemoryStream said = new(input.ToArray());
        ServeReplyReader reader = new(said, ServeHandshake.AsClient(said, Stream.Null), StoreDirectory.Default);
        HashSet<StorePath> asked = [_foo, _bar];
        reader.ValidPaths(asked);
        reader.PathInfos(asked);
        reader.Closure();
        reader.Accepted();
        reader.BuildPaths();
        reader.BuildDerivation();
    }
}
