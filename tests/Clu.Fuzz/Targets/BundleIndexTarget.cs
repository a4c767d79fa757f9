using Clu.Nix.Bundles;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must be the text that its index writes.</summary>
public sealed class BundleIndexTarget : IFuzzTarget
{
    public string Name => "bundle-index";

    public IEnumerable<byte[]> Seeds() =>
    [
        "Bundle: 1\nStoreDir: /nix/store\nRoot: 5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz\nBase: 5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz\n\nEnd: 0\n"u8.ToArray(),
        """
        Bundle: 1
        StoreDir: /nix/store
        BaseName: my-medium
        Root: 5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz
        Base: vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo

        StorePath: /nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz
        URL: 5xd714cbfnkz02h2vbsj4fm03x3f15nf.nar.zst
        Compression: zstd
        FileHash: sha256:09j3mvsgjwy7qrr393s6bbjrw5pjy9kb7p36xhfrm4dy565b4qd9
        FileSize: 102
        NarHash: sha256:0m29vxh7maf5ml5dyq7vy0ah53zah45pvy8yk5y8la4nnla95gfi
        NarSize: 160
        References: vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo
        Sig: test1:JAGXWP0qa8hwP3VeUdIhZf2GT4DFSFpjruAmamNQvjzUvPOq93SDidMQPeeBx1c2ydyNWYfeUbIzTikJvPc0CQ==

        End: 1

        """u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        BundleIndex index = BundleIndexText.Read(input);
        if (!BundleIndexText.Write(index).AsSpan().SequenceEqual(input) || index.NarSize < 0 || index.Base.Any(path => index.Objects.Any(o => o.Object.Path == path)))
            throw new InvalidOperationException("another text has this index too");
    }
}
