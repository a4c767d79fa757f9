using System.Text;
using Clu.Nix.Archives;
using CsCheck;

namespace Clu.Nix.Tests.Archives;

public class HashPartRewriterTests
{
    private static readonly string _from = new string('0', 31) + "1";
    private static readonly string _to = new('z', 32);

    [Fact]
    public void Occurrences_are_found_wherever_the_pieces_end() =>
        Gen.Select(Gen.OneOf(Gen.Const(_from), Gen.Const("0"), Gen.Const("1"), Gen.Const("xy")).Array[0, 60], Gen.Int[1, 70]).Sample((parts, piece) =>
        {
            string text = string.Concat(parts);
            (string written, IReadOnlyList<long> offsets) = Rewrite(text, piece);
            Assert.Equal(text.Replace(_from, _to, StringComparison.Ordinal), written);
            Assert.All(offsets, offset => Assert.Equal(_from, text.Substring((int)offset, 32)));
            Assert.Equal((text.Length - text.Replace(_from, "", StringComparison.Ordinal).Length) / 32, offsets.Count);
        });

    [Fact]
    public void Offsets_go_on_behind_the_buffer()
    {
        string text = new string('x', 300_000) + _from + new string('x', 200_000) + _from;
        (string written, IReadOnlyList<long> offsets) = Rewrite(text, 4096);
        Assert.Equal([300_000, 500_032], offsets);
        Assert.Equal(text.Replace(_from, _to, StringComparison.Ordinal), written);
    }

    private static (string Written, IReadOnlyList<long> Offsets) Rewrite(string text, int piece)
    {
        using MemoryStream output = new();
        using HashPartRewriter rewriter = new(output, _from, _to);
        foreach (byte[] bytes in Encoding.ASCII.GetBytes(text).Chunk(piece))
            rewriter.Write(bytes);
        rewriter.Complete();
        return (Encoding.ASCII.GetString(output.ToArray()), rewriter.Offsets);
    }
}
