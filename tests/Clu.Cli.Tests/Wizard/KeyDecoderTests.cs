using System.Text;
using Clu.Cli.Wizard.Keys;
using CsCheck;

namespace Clu.Cli.Tests.Wizard;

public sealed class KeyDecoderTests
{
    [Theory]
    [InlineData("\e[A", "Up")]
    [InlineData("\eOB", "Down")]
    [InlineData("\e[1;5C", "Right")]
    [InlineData("\e[D", "Left")]
    [InlineData("\e[1~\e[7~\eOH\e[H", "Home Home Home Home")]
    [InlineData("\e[4~\e[8~\e[F", "End End End")]
    [InlineData("\e[3~\e[5~\e[6~\e[Z", "Delete PageUp PageDown BackTab")]
    [InlineData("\r\n\r\n", "Enter Enter")]
    [InlineData("\n\n", "Enter Enter")]
    [InlineData("\u007f\b\t\u0003", "Backspace Backspace Tab Interrupt")]
    [InlineData("\e[[A\e[11~\e[?1;2c", "")]
    [InlineData("\e\e[A", "Escape Up")]
    public void Keys_of_all_common_terminals_are_known(string bytes, string kinds)
    {
        KeyDecoder decoder = new();

        IReadOnlyList<KeyPress> keys = decoder.Push(Encoding.UTF8.GetBytes(bytes));

        Assert.Equal(kinds, string.Join(' ', keys.Select(key => key.Kind)));
        Assert.False(decoder.IsPending);
    }

    [Fact]
    public void Escape_alone_is_known_by_the_silence_after_it()
    {
        KeyDecoder decoder = new();

        Assert.Empty(decoder.Push("\e"u8));
        Assert.True(decoder.IsPending);
        Assert.Equal([new KeyPress(KeyKind.Escape)], decoder.Flush());
    }

    [Fact]
    public void A_key_may_come_in_pieces()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("ä\e[5~😀x");
        KeyDecoder whole = new(), pieces = new();

        IReadOnlyList<KeyPress> expected = whole.Push(bytes);

        Assert.Equal(expected, bytes.SelectMany(b => pieces.Push([b])));
        Assert.Equal(4, expected.Count);
    }

    [Fact]
    public void No_bytes_crash_it_and_none_hold_it_up() => Gen.Byte.Array[0, 100].Sample(bytes =>
    {
        KeyDecoder decoder = new();
        decoder.Push(bytes);
        decoder.Flush();
        Assert.Equal([KeyPress.Of('x')], decoder.Push("x"u8));
    });
}
