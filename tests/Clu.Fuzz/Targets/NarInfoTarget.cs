using Clu.Nix.NarInfos;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that reads strictly.</summary>
public sealed class NarInfoTarget : IFuzzTarget
{
    public string Name => "narinfo";

    public IEnumerable<byte[]> Seeds() =>
    [
        """
        StorePath: /nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz
        URL: nar/09j3mvsgjwy7qrr393s6bbjrw5pjy9kb7p36xhfrm4dy565b4qd9.nar.br
        Compression: br
        FileHash: sha256:09j3mvsgjwy7qrr393s6bbjrw5pjy9kb7p36xhfrm4dy565b4qd9
        FileSize: 102
        NarHash: sha256:0m29vxh7maf5ml5dyq7vy0ah53zah45pvy8yk5y8la4nnla95gfi
        NarSize: 160
        References: vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo
        Deriver: 7rwcy7jhh0sclsgivr7mlc3vsiilcbay-sattrs.drv
        Sig: test1:JAGXWP0qa8hwP3VeUdIhZf2GT4DFSFpjruAmamNQvjzUvPOq93SDidMQPeeBx1c2ydyNWYfeUbIzTikJvPc0CQ==
        CA: text:sha256:190k5ph58syggimih0bad4nbgklmzwbha6n5d9x66yprq3c9immw

        """u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input) =>
        NarInfoText.Read(NarInfoText.Write(NarInfoText.Read(input)), conformance: NarInfoConformance.Strict);
}
