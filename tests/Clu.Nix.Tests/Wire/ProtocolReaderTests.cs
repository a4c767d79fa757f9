using Clu.Binary;
using Clu.Nix.Wire;

namespace Clu.Nix.Tests.Wire;

public class ProtocolReaderTests
{
    private const string Path = "/nix/store/g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo";

    [Theory]
    [InlineData("")]
    [InlineData("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo")]
    [InlineData("/nix/store/g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo/bin")]
    [InlineData("/nix/store/../store/g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo")]
    [InlineData("/other/g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo")]
    public void What_is_no_store_path_is_refused_at_its_offset(string text)
    {
        byte[] bytes = ProtocolValues.Write(writer =>
        {
            writer.Text(Path);
            writer.Text(text);
        });
        MalformedDataException error = Assert.Throws<MalformedDataException>(() => ProtocolValues.Read(bytes, reader => (reader.StorePath("first"), reader.StorePath("second"))));
        Assert.Equal(("second", 8L + 48, MalformedReason.InvalidValue), (error.Field, error.Offset, error.Reason));
    }

    [Theory]
    [InlineData(1_000_001UL)]
    [InlineData(ulong.MaxValue)]
    public void Absurd_counts_are_refused_before_anything_is_read(ulong count)
    {
        byte[] bytes = ProtocolValues.Write(writer => writer.Number(count));
        Assert.Equal(MalformedReason.LimitExceeded, Refusal(bytes, reader => reader.Strings("text")));
    }

    [Fact]
    public void A_count_allocates_nothing_by_itself()
    {
        byte[] bytes = ProtocolValues.Write(writer => writer.Number((ulong)WireLimits.MaxCount));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(MalformedReason.Truncated, Refusal(bytes, reader => reader.Strings("text")));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 18);
    }

    [Fact]
    public void A_long_message_is_read_piece_by_piece()
    {
        string text = new('x', WireLimits.MaxMessageLength - 3);
        byte[] bytes = ProtocolValues.Write(writer => writer.Text(text));
        Assert.Equal(text, ProtocolValues.Read(bytes, reader => reader.Message("message")));
        bytes[^1] = 1;
        Assert.Equal(MalformedReason.InvalidValue, Refusal(bytes, reader => reader.Message("message")));
        Assert.Equal(MalformedReason.Truncated, Refusal(bytes[..1000], reader => reader.Message("message")));
        Assert.Equal(MalformedReason.LimitExceeded, Refusal(ProtocolValues.Write(writer => writer.Number(ulong.MaxValue)), reader => reader.Message("message")));
    }

    [Fact]
    public void A_yes_is_one_and_nothing_else()
    {
        Assert.True(ProtocolValues.Read(ProtocolValues.Write(writer => writer.Bool(true)), reader => reader.Wire.Bool("flag")));
        Assert.Equal(MalformedReason.InvalidValue, Refusal(ProtocolValues.Write(writer => writer.Number(2UL)), reader => reader.Wire.Bool("flag")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("fixed:sha256:short")]
    [InlineData("magic:sha256:1lr187v6dck1rjh2j6svpikcfz53wyl3qrlcbb405zlh13x0khhh")]
    public void What_is_no_content_address_is_refused(string text) =>
        Assert.NotEqual(MalformedReason.Truncated, Refusal(ProtocolValues.Write(writer => writer.Text(text)), reader => reader.ContentAddress("address")));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"id":"sha256:15e3c560894cbb27085cf65b5a2ecb18488c999497f4531b6907a7581ce6d527!..","outPath":"g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo"}""")]
    [InlineData("""{"id":"sha256:15e3c560894cbb27085cf65b5a2ecb18488c999497f4531b6907a7581ce6d527!out","outPath":null}""")]
    public void What_is_no_realisation_is_refused(string text) =>
        Assert.Equal(MalformedReason.InvalidValue, Refusal(ProtocolValues.Write(writer => writer.Text(text)), reader => reader.Realisation("realisation")));

    private static MalformedReason Refusal<T>(byte[] bytes, Func<ProtocolReader, T> read) =>
        Assert.Throws<MalformedDataException>(() => ProtocolValues.Read(bytes, read)).Reason;
}
