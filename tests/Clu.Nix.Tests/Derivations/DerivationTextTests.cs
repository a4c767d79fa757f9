using System.Text;
using Clu.Binary;
using Clu.Nix.Derivations;
using Clu.Nix.StorePaths;
using CsCheck;

namespace Clu.Nix.Tests.Derivations;

public class DerivationTextTests
{
    private const string Path = "/nix/store/00000000000000000000000000000000-x.drv";

    [Fact]
    public void Read_gives_every_field()
    {
        Derivation read = Read(DerivationSamples.Text);
        Assert.Equal("x", read.Name);
        Assert.Equal(["FloatingOutput", "ImpureOutput", "DeferredOutput", "InputAddressedOutput"], read.Outputs.Select(output => output.GetType().Name));
        Assert.Equal(["i.drv", "j.drv"], read.InputDerivations.Select(input => input.Path.Name));
        Assert.Equal(["p", "q"], read.InputDerivations[0].Outputs.Dynamic[0].Outputs.Names);
        Assert.Equal("s", Assert.Single(read.InputSources).Name);
        Assert.Equal(("x86_64-linux", "/bin/sh"), (read.System.ToString(), read.Builder.ToString()));
        Assert.Equal(["-c", "a\"\\\n\r\tz"], read.Arguments.Select(argument => argument.ToString()));
        Assert.Equal([("", "ü"), ("k", "v")], read.Environment.Select(pair => (pair.Key.ToString(), pair.Value.ToString())));
        Assert.True(read.IsDynamic);
        Assert.Equal(DerivationSamples.Text, Write(read));
    }

    [Fact]
    public void Any_derivation_comes_back() => DerivationSamples.Any.Sample(derivation =>
    {
        byte[] text = DerivationText.Write(derivation);
        Assert.Equal(text, DerivationText.Write(DerivationText.Read(text, derivation.Name)));
        Assert.Equal(DerivationText.Write(derivation.Sorted()), DerivationText.Write(DerivationText.Read(text, derivation.Name).Sorted()));
    });

    [Fact]
    public void Bytes_that_are_no_text_come_back()
    {
        byte[] text = [.. Encoding.ASCII.GetBytes(Small("\"\"").TrimEnd(')', ']')), .. "(\"a\",\""u8, 0xFF, 0, 0x80, .. "\")])"u8];
        Derivation read = DerivationText.Read(text, "x");
        Assert.False(read.Environment[0].Value.IsUtf8);
        Assert.Equal(text, DerivationText.Write(read));
    }

    [Fact]
    public void Read_refuses_a_text_cut_off_at_any_byte()
    {
        byte[] whole = Encoding.UTF8.GetBytes(DerivationSamples.Text);
        for (int length = 0; length < whole.Length; length++)
            Assert.Equal(MalformedReason.Truncated, Assert.Throws<MalformedDataException>(() => DerivationText.Read(whole.AsSpan(0, length), "x")).Reason);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(")")]
    [InlineData("\0")]
    public void Read_refuses_what_follows_the_end(string rest)
    {
        MalformedDataException e = Assert.Throws<MalformedDataException>(() => Read(Small("\"\"") + rest));
        Assert.Equal((MalformedReason.TrailingData, (long)Small("\"\"").Length), (e.Reason, e.Offset));
    }

    [Theory]
    [InlineData("Derive", "derive", 0)]
    [InlineData("Derive(", "Derive (", 6)]
    [InlineData("\"sys\"", "sys", 16)]
    [InlineData("\"sys\"", "\"a\nb\"", 18)]
    [InlineData("\"sys\"", "\"a\\x\"", 19)]
    [InlineData("[],[],[]", "[,],[],[]", 8)]
    [InlineData("[],[],[]", "[],[],[\"\",]", 14)]
    public void Read_says_where_a_token_is_wrong(string from, string to, long offset)
    {
        MalformedDataException e = Assert.Throws<MalformedDataException>(() => Read(Small("\"sys\"").Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal((MalformedReason.InvalidValue, offset), (e.Reason, e.Offset));
    }

    [Theory]
    [InlineData("""("a b","","","")""", MalformedReason.InvalidValue)]
    [InlineData("""("","","","")""", MalformedReason.InvalidValue)]
    [InlineData("""("out","/nix/store/x","","")""", MalformedReason.InvalidValue)]
    [InlineData("""("out","/gnu/store/00000000000000000000000000000000-x","","")""", MalformedReason.InvalidValue)]
    [InlineData("""("out","","","00")""", MalformedReason.InvalidValue)]
    [InlineData("""("out","","sha257","")""", MalformedReason.Unsupported)]
    [InlineData("""("out","","git:sha1","")""", MalformedReason.Unsupported)]
    [InlineData("""("out","","text:sha1","")""", MalformedReason.Unsupported)]
    [InlineData("""("out","","R:sha256","")""", MalformedReason.Unsupported)]
    [InlineData("""("out","/nix/store/00000000000000000000000000000000-x","sha256","")""", MalformedReason.InvalidValue)]
    [InlineData("""("out","/nix/store/00000000000000000000000000000000-x","sha256","impure")""", MalformedReason.InvalidValue)]
    [InlineData("""("out","","md5","d41d8cd98f00b204e9800998ecf8427e")""", MalformedReason.InvalidValue)]
    [InlineData("""("out","/nix/store/00000000000000000000000000000000-x","md5","d41d8cd98f00b204e9800998ecf8427e")""", MalformedReason.Inconsistent)]
    [InlineData("""("out","/nix/store/00000000000000000000000000000000-x","md5","D41D8CD98F00B204E9800998ECF8427E")""", MalformedReason.InvalidValue)]
    [InlineData("""("out","","",""),("out","","","")""", MalformedReason.Inconsistent)]
    public void Read_refuses_outputs(string outputs, MalformedReason reason) =>
        Refuses($"""Derive([{outputs}],[],[],"","",[],[])""", "outputs", reason);

    [Theory]
    [InlineData("""("/nix/store/00000000000000000000000000000000-x",["out"])""", MalformedReason.InvalidValue)]
    [InlineData("""("/nix/store/00000000000000000000000000000000-x.drv",["out","out"])""", MalformedReason.Inconsistent)]
    [InlineData("""("/nix/store/00000000000000000000000000000000-x.drv",["a/b"])""", MalformedReason.InvalidValue)]
    [InlineData("""("/nix/store/00000000000000000000000000000000-x.drv",[]),("/nix/store/00000000000000000000000000000000-x.drv",[])""", MalformedReason.Inconsistent)]
    [InlineData("""("/nix/store/00000000000000000000000000000000-x.drv",(["out"],[("out",["out"])]))""", MalformedReason.InvalidValue)]
    public void Read_refuses_input_derivations(string inputs, MalformedReason reason) =>
        Refuses($"""Derive([],[{inputs}],[],"","",[],[])""", "input derivations", reason);

    [Theory]
    [InlineData("", MalformedReason.Inconsistent)]
    [InlineData($"(\"{Path}\",[\"out\"])", MalformedReason.Inconsistent)]
    [InlineData($"(\"{Path}\",([],[]))", MalformedReason.InvalidValue)]
    [InlineData($"(\"{Path}\",([],[(\"a\",[]),(\"a\",[])]))", MalformedReason.Inconsistent)]
    public void Read_refuses_the_dynamic_version_where_nix_does_not_write_it(string inputs, MalformedReason reason) =>
        Refuses($"""DrvWithVersion("xp-dyn-drv",[],[{inputs}],[],"","",[],[])""", "input derivations", reason);

    [Fact]
    public void Read_refuses_sources_and_variables_that_come_twice()
    {
        Refuses($"""Derive([],[],["{Path}","{Path}"],"","",[],[])""", "input sources", MalformedReason.Inconsistent);
        Refuses("""Derive([],[],[],"","",[],[("a",""),("a","b")])""", "environment", MalformedReason.Inconsistent);
    }

    [Fact]
    public void Read_refuses_dynamic_outputs_that_are_too_deep()
    {
        Assert.Equal(DerivationLimits.MaxDynamicDepth, Deep(DerivationLimits.MaxDynamicDepth).Count('('));
        Read($"""DrvWithVersion("xp-dyn-drv",[],[("{Path}",{Nested(DerivationLimits.MaxDynamicDepth)})],[],"","",[],[])""");
        Refuses(
            $"""DrvWithVersion("xp-dyn-drv",[],[("{Path}",{Nested(100_000)})],[],"","",[],[])""", "input derivations", MalformedReason.LimitExceeded);

        static string Deep(int depth) => new('(', depth);
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("([],[(\"a\",", depth)) + "[]" + string.Concat(Enumerable.Repeat(")])", depth));
    }

    [Fact]
    public void Read_refuses_too_many_strings_and_too_many_bytes()
    {
        string many = string.Join(',', Enumerable.Repeat("\"\"", DerivationLimits.MaxStrings));
        Refuses($"""Derive([],[],[],"","",[{many}],[])""", "arguments", MalformedReason.LimitExceeded);
        byte[] long_ = new byte[DerivationLimits.MaxLength + 1];
        Assert.Equal(MalformedReason.LimitExceeded, Assert.Throws<MalformedDataException>(() => DerivationText.Read(long_, "x")).Reason);
    }

    [Fact]
    public void Another_store_directory_is_kept()
    {
        StoreDirectory gnu = new("/gnu/store");
        string text = DerivationSamples.Text.Replace("/nix/store", "/gnu/store", StringComparison.Ordinal);
        Derivation read = DerivationText.Read(Encoding.UTF8.GetBytes(text), "x", gnu);
        Assert.Equal(text, Encoding.UTF8.GetString(DerivationText.Write(read, gnu)));
    }

    [Fact]
    public void The_name_is_that_of_the_path()
    {
        Assert.Equal("x", DerivationText.Read(Encoding.UTF8.GetBytes(Small("\"\"")), StorePath.Parse(new string('0', 32) + "-x.drv")).Name);
        Assert.Throws<MalformedDataException>(() => DerivationText.Read([], StorePath.Parse(new string('0', 32) + "-x")));
        Assert.Throws<MalformedDataException>(() => Derivation.NameOf(StorePath.Parse(new string('0', 32) + "-.drv")));
    }

    private static string Small(string system) => $"""Derive([],[],[],{system},"",[],[])""";

    private static Derivation Read(string text) => DerivationText.Read(Encoding.UTF8.GetBytes(text), "x");

    private static string Write(Derivation derivation) => Encoding.UTF8.GetString(DerivationText.Write(derivation));

    private static void Refuses(string text, string field, MalformedReason reason)
    {
        MalformedDataException e = Assert.Throws<MalformedDataException>(() => Read(text));
        Assert.Equal((field, reason), (e.Field, e.Reason));
        Assert.InRange(e.Offset, 0, text.Length);
    }
}
