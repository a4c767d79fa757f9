using System.Text;
using Clu.Binary;
using Clu.Nix.Derivations;
using CsCheck;

namespace Clu.Nix.Tests.Derivations;

public class DerivationJsonTests
{
    private const string Small =
        """{"args":[],"builder":"b","env":{"a":"b"},"inputs":{"drvs":{},"srcs":[]},"name":"x","outputs":{},"structuredAttrs":{"k":[1]},"system":"s","version":4}""";

    [Fact]
    public void Any_derivation_comes_back_sorted() => DerivationSamples.Any.Sample(derivation =>
    {
        byte[] json = DerivationJson.Write(derivation);
        Derivation read = DerivationJson.Read(json);
        Assert.Equal(DerivationText.Write(derivation.Sorted()), DerivationText.Write(read));
        Assert.Equal(json, DerivationJson.Write(read));
        Assert.Equal(DerivationText.Write(read), DerivationText.Write(DerivationJson.Read(DerivationJson.Write(derivation, indented: true))));
    });

    [Fact]
    public void Structured_attributes_become_a_variable_in_one_form()
    {
        Derivation read = Read(Small.Replace("""{"k":[1]}""", """{ "z": 1.50, "b": [ -0, 1E3, 18446744073709551615, 18446744073709551616, 5e-324, 1e23, -0.0, 12.50e-1, 0.0001, 0.00001 ], "a": "\u00fc\u0001\/" }""", StringComparison.Ordinal));
        Assert.Equal(
            """{"a":"ü\u0001/","b":[0,1000.0,18446744073709551615,1.8446744073709552e+19,5e-324,1e+23,-0.0,1.25,0.0001,1e-05],"z":1.5}""",
            read.Environment.Single(pair => pair.Key == Derivation.StructuredAttributes).Value.ToString());
        Assert.Contains("\"structuredAttrs\":{\"a\":", Encoding.UTF8.GetString(DerivationJson.Write(read)), StringComparison.Ordinal);
    }

    [Fact]
    public void Floats_keep_their_value() => Gen.Double.Where(double.IsFinite).Sample(number =>
    {
        string given = number.ToString("E16", System.Globalization.CultureInfo.InvariantCulture);
        Derivation read = Read(Small.Replace("[1]", given, StringComparison.Ordinal));
        string written = read.Environment.Single(pair => pair.Key == Derivation.StructuredAttributes).Value.ToString();
        Assert.Equal(number, double.Parse(written[5..^1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(DerivationJson.Write(read), DerivationJson.Write(DerivationJson.Read(DerivationJson.Write(read))));
    });

    [Theory]
    [InlineData("\"version\":4", "\"version\":3", "version", MalformedReason.Unsupported)]
    [InlineData("\"version\":4", "\"version\":\"4\"", "version", MalformedReason.Unsupported)]
    [InlineData("\"system\":\"s\",", "", "system", MalformedReason.InvalidValue)]
    [InlineData("\"system\":\"s\"", "\"system\":1", "system", MalformedReason.InvalidValue)]
    [InlineData("\"system\":\"s\"", "\"system\":\"s\",\"more\":1", "more", MalformedReason.Unsupported)]
    [InlineData("\"system\":\"s\"", "\"system\":\"s\",\"system\":\"s\"", "system", MalformedReason.Inconsistent)]
    [InlineData("\"name\":\"x\"", "\"name\":\"a/b\"", "name", MalformedReason.InvalidValue)]
    [InlineData("\"args\":[]", "\"args\":{}", "args", MalformedReason.InvalidValue)]
    [InlineData("\"args\":[]", "\"args\":[null]", "args", MalformedReason.InvalidValue)]
    [InlineData("{\"a\":\"b\"}", "{\"a\":1}", "env/a", MalformedReason.InvalidValue)]
    [InlineData("{\"a\":\"b\"}", "{\"__json\":\"\"}", "env/__json", MalformedReason.Inconsistent)]
    [InlineData("{\"k\":[1]}", "[1]", "structuredAttrs", MalformedReason.InvalidValue)]
    [InlineData("{\"k\":[1]}", "{\"k\":1e999}", "document", MalformedReason.InvalidValue)]
    [InlineData("\"builder\":\"b\"", "\"builder\":\"\\ud800\"", "builder", MalformedReason.InvalidValue)]
    [InlineData("\"srcs\":[]", "\"srcs\":[\"x\"]", "inputs/srcs", MalformedReason.InvalidValue)]
    [InlineData("\"srcs\":[]", "\"srcs\":[],\"more\":[]", "inputs/more", MalformedReason.Unsupported)]
    [InlineData("\"drvs\":{}", "\"drvs\":{\"00000000000000000000000000000000-x\":{\"dynamicOutputs\":{},\"outputs\":[]}}", "inputs/drvs/00000000000000000000000000000000-x", MalformedReason.InvalidValue)]
    [InlineData("\"outputs\":{}", "\"outputs\":{\"a b\":{}}", "outputs/a b", MalformedReason.InvalidValue)]
    [InlineData("\"outputs\":{}", "\"outputs\":{\"o\":{\"path\":\"x\"}}", "outputs/o", MalformedReason.InvalidValue)]
    [InlineData("\"outputs\":{}", "\"outputs\":{\"o\":{\"method\":\"git\",\"hashAlgo\":\"sha1\"}}", "outputs/o/method", MalformedReason.Unsupported)]
    [InlineData("\"outputs\":{}", "\"outputs\":{\"o\":{\"method\":\"text\",\"hashAlgo\":\"sha1\"}}", "outputs/o", MalformedReason.InvalidValue)]
    [InlineData("\"outputs\":{}", "\"outputs\":{\"o\":{\"method\":\"nar\",\"hash\":\"x\"}}", "outputs/o", MalformedReason.InvalidValue)]
    [InlineData("\"outputs\":{}", "\"outputs\":{\"o\":{\"method\":\"nar\"}}", "outputs/o/hashAlgo", MalformedReason.InvalidValue)]
    public void Read_refuses_what_it_would_not_understand(string from, string to, string field, MalformedReason reason)
    {
        Assert.Contains(from, Small, StringComparison.Ordinal);
        MalformedDataException e = Assert.Throws<MalformedDataException>(() => Read(Small.Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal((field, reason), (e.Field, e.Reason));
    }

    [Fact]
    public void Read_refuses_a_document_cut_off_at_any_byte()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Small);
        for (int length = 0; length < whole.Length; length++)
            Assert.Equal(MalformedReason.Truncated, Assert.Throws<MalformedDataException>(() => DerivationJson.Read(whole.AsMemory(0, length))).Reason);
    }

    [Fact]
    public void Read_refuses_a_second_value() =>
        Assert.Equal(MalformedReason.TrailingData, Assert.Throws<MalformedDataException>(() => Read(Small + " {}")).Reason);

    [Fact]
    public void Read_refuses_depth() =>
        Assert.Throws<MalformedDataException>(() => Read(Small.Replace("[1]", new string('[', 100_000) + new string(']', 100_000), StringComparison.Ordinal)));

    [Fact]
    public void Write_refuses_bytes_that_are_no_text()
    {
        Derivation derivation = Read(Small) with { Arguments = [new DerivationString([0xFF])] };
        Assert.Equal("CLU0113", Assert.Throws<CluException>(() => DerivationJson.Write(derivation)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\":1e999}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    public void Write_refuses_structured_attributes_that_are_none(string attributes)
    {
        Derivation derivation = Read(Small) with { Environment = [new(Derivation.StructuredAttributes, new DerivationString(attributes))] };
        Assert.Equal("CLU0113", Assert.Throws<CluException>(() => DerivationJson.Write(derivation)).Code);
    }

    private static Derivation Read(string json) => DerivationJson.Read(Encoding.UTF8.GetBytes(json));
}
