namespace Clu.Binary.Tests;

public class MalformedDataExceptionTests
{
    [Theory]
    [InlineData(MalformedReason.InvalidValue, "has an invalid value")]
    [InlineData(MalformedReason.Truncated, "is cut off")]
    [InlineData(MalformedReason.TrailingData, "is followed by more data")]
    [InlineData(MalformedReason.LimitExceeded, "is over the limit")]
    [InlineData(MalformedReason.Inconsistent, "contradicts another field")]
    [InlineData(MalformedReason.OutOfOrder, "is out of order")]
    [InlineData(MalformedReason.ChecksumMismatch, "does not match its checksum")]
    [InlineData(MalformedReason.Unsupported, "is not supported")]
    public void The_sentence_names_format_field_byte_and_both_values(MalformedReason reason, string what) => Assert.Equal(
        $"SquashFS: magic at byte 96 {what}: expected 'hsqs', found 'sqsh'",
        new MalformedDataException("SquashFS", 96, "magic", reason, "'hsqs'", "'sqsh'").Message);

    [Fact]
    public void A_byte_that_is_not_known_is_not_named() => Assert.Equal(
        "NAR: name is out of order: expected a name after 'b', found 'a'",
        new MalformedDataException("NAR", -1, "name", MalformedReason.OutOfOrder, "a name after 'b'", "'a'").Message);

    [Fact]
    public void It_is_an_error_in_data_with_one_code()
    {
        IOException cause = new();
        MalformedDataException error = new("NAR", 8, "length", MalformedReason.LimitExceeded, "at most 1", "2", cause);
        Assert.Equal("CLU0101", error.Code);
        Assert.Equal(ErrorKind.Data, error.Kind);
        Assert.Equal(3, (int)error.Kind);
        Assert.Same(cause, error.InnerException);
        Assert.Equal(("NAR", 8, "length", MalformedReason.LimitExceeded), (error.Format, error.Offset, error.Field, error.Reason));
        Assert.Equal(("at most 1", "2"), (error.Expected, error.Actual));
    }
}
