using System.Text;
using Clu.Binary;
using Clu.Nix.BootSpecs;
using CsCheck;

namespace Clu.Nix.Tests.BootSpecs;

public class BootSpecTests
{
    // jq --sort-keys . of the same document prints these bytes.
    private const string Golden = """
        {
          "org.nixos.bootspec.v1": {
            "init": "/nix/store/00000000000000000000000000000000-clu/init",
            "initrd": "/nix/store/11111111111111111111111111111111-initrd/initrd",
            "initrdSecrets": "/nix/store/00000000000000000000000000000000-clu/append-initrd-secrets",
            "kernel": "/nix/store/22222222222222222222222222222222-linux/bzImage",
            "kernelParams": [
              "boot.shell_on_fail",
              "quote=\"<&>\""
            ],
            "label": "clü (Linux 6.12)",
            "system": "x86_64-linux",
            "toplevel": "/nix/store/00000000000000000000000000000000-clu"
          },
          "org.nixos.specialisation.v1": {
            "small": {
              "org.nixos.bootspec.v1": {
                "init": "/init",
                "kernel": "/kernel",
                "kernelParams": [],
                "label": "small",
                "system": "x86_64-linux",
                "toplevel": "/top"
              },
              "org.nixos.specialisation.v1": {}
            }
          },
          "org.nixos.systemd-boot": {
            "sortKey": "clu",
            "tries": [
              1.50,
              null,
              true
            ]
          }
        }

        """;

    private static readonly BootSpec _small =
        new() { System = "x86_64-linux", Kernel = "/kernel", Label = "small", Toplevel = "/top", Init = "/init" };

    private static readonly BootSpec _spec = new()
    {
        System = "x86_64-linux",
        Kernel = "/nix/store/22222222222222222222222222222222-linux/bzImage",
        KernelParameters = ["boot.shell_on_fail", "quote=\"<&>\""],
        Label = "clü (Linux 6.12)",
        Initrd = "/nix/store/11111111111111111111111111111111-initrd/initrd",
        InitrdSecrets = "/nix/store/00000000000000000000000000000000-clu/append-initrd-secrets",
        Toplevel = "/nix/store/00000000000000000000000000000000-clu",
        Init = "/nix/store/00000000000000000000000000000000-clu/init",
        Specialisations = new Dictionary<string, BootSpec> { ["small"] = _small },
        Extensions = new Dictionary<string, string> { ["org.nixos.systemd-boot"] = """{ "tries": [1.50, null, true], "sortKey": "clu" }""" },
    };

    [Fact]
    public void Write_sorts_keys_and_keeps_paths_readable() => Assert.Equal(Golden, Encoding.UTF8.GetString(_spec.Write()));

    [Fact]
    public void Read_takes_what_was_written()
    {
        BootSpec read = Read(Golden);
        Assert.Equal(_spec.Label, read.Label);
        Assert.Equal(_spec.KernelParameters, read.KernelParameters);
        Assert.Null(read.Specialisations["small"].Initrd);
        Assert.Equal(_spec.Write(), read.Write());
    }

    [Fact]
    public void Unknown_extensions_are_kept_in_one_form()
    {
        BootSpec read = Read(Golden.Replace("org.nixos.systemd-boot", "example.org/ünknown", StringComparison.Ordinal));
        (string name, string json) = Assert.Single(read.Extensions);
        Assert.Equal("example.org/ünknown", name);
        Assert.Equal("""{"sortKey":"clu","tries":[1.50,null,true]}""", json);
    }

    [Fact]
    public void A_null_ramdisk_is_none() => Assert.Null(Read(Small().Replace("\"/init\"", "\"/init\",\"initrd\":null", StringComparison.Ordinal)).Initrd);

    [Theory]
    [InlineData("system")]
    [InlineData("kernel")]
    [InlineData("kernelParams")]
    [InlineData("label")]
    [InlineData("toplevel")]
    [InlineData("init")]
    public void Read_names_the_field_that_is_missing(string name) =>
        Refuses(Small().Replace($"\"{name}\"", $"\"x\"", StringComparison.Ordinal), $"org.nixos.bootspec.v1/{name}", MalformedReason.InvalidValue);

    [Theory]
    [InlineData("\"/kernel\"", "1", "org.nixos.bootspec.v1/kernel")]
    [InlineData("\"/kernel\"", "null", "org.nixos.bootspec.v1/kernel")]
    [InlineData("\"/kernel\"", "\"\"", "org.nixos.bootspec.v1/kernel")]
    [InlineData("\"/kernel\"", "\"a\\u0000b\"", "org.nixos.bootspec.v1/kernel")]
    [InlineData("\"/kernel\"", "\"\\ud800\"", "org.nixos.bootspec.v1/kernel")]
    [InlineData("[]", "\"quiet\"", "org.nixos.bootspec.v1/kernelParams")]
    [InlineData("[]", "[true]", "org.nixos.bootspec.v1/kernelParams")]
    [InlineData("{}", "[]", "org.nixos.specialisation.v1")]
    [InlineData("{}", "{\"a\":{}}", "org.nixos.specialisation.v1/a/org.nixos.bootspec.v1")]
    public void Read_refuses_values_of_another_kind(string from, string to, string field) =>
        Refuses(Small().Replace(from, to, StringComparison.Ordinal), field, MalformedReason.InvalidValue);

    [Theory]
    [InlineData("[]", "document")]
    [InlineData("null", "document")]
    [InlineData("{}", "org.nixos.bootspec.v1")]
    [InlineData("{\"v1\":{}}", "org.nixos.bootspec.v1")]
    [InlineData("{\"org.nixos.bootspec.v1\":{}}", "org.nixos.specialisation.v1")]
    [InlineData("{'a':1}", "document")]
    [InlineData("{\"a\":1,}", "document")]
    [InlineData("// none\n{}", "document")]
    [InlineData("\uFEFF{}", "document")]
    public void Read_refuses_other_documents(string json, string field) => Refuses(json, field, MalformedReason.InvalidValue);

    [Theory]
    [InlineData("\"system\":\"a\",\"system\"", "\"system\"", "org.nixos.bootspec.v1/system", MalformedReason.Inconsistent)]
    [InlineData("\"sort\":1,\"system\"", "\"system\"", "org.nixos.bootspec.v1/sort", MalformedReason.Unsupported)]
    public void Read_refuses_what_it_would_lose(string to, string from, string field, MalformedReason reason) =>
        Refuses(Small().Replace(from, to, StringComparison.Ordinal), field, reason);

    [Fact]
    public void Read_refuses_a_name_twice_in_an_extension() =>
        Refuses(Golden.Replace("\"tries\"", "\"sortKey\"", StringComparison.Ordinal), "org.nixos.systemd-boot/sortKey", MalformedReason.Inconsistent);

    [Fact]
    public void Read_refuses_a_document_cut_off_at_any_byte()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Golden.TrimEnd());
        for (int length = 0; length < whole.Length; length++)
            Assert.Equal(MalformedReason.Truncated, Assert.Throws<MalformedDataException>(() => BootSpec.Read(whole.AsSpan(0, length))).Reason);
    }

    [Fact]
    public void Read_refuses_a_second_value()
    {
        MalformedDataException e = Assert.Throws<MalformedDataException>(() => Read(Golden + " {}"));
        Assert.Equal(MalformedReason.TrailingData, e.Reason);
        Assert.Equal(Encoding.UTF8.GetByteCount(Golden) + 1, e.Offset);
    }

    [Fact]
    public void Read_says_where_the_text_is_no_json()
    {
        MalformedDataException e = Assert.Throws<MalformedDataException>(() => BootSpec.Read("{\n  \"a\": x\n}"u8));
        Assert.Equal(9, e.Offset);
    }

    [Fact]
    public void Read_refuses_bytes_that_are_no_text() =>
        Assert.Throws<MalformedDataException>(() => BootSpec.Read([.. "{\""u8, 0xFF, .. "\":1}"u8]));

    [Fact]
    public void Read_refuses_a_document_that_is_too_deep()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));
        Assert.Throws<MalformedDataException>(() => Read($"{{\"a\":{deep}}}"));
    }

    [Fact]
    public void Extensions_cannot_shadow_the_specification() =>
        Assert.Throws<ArgumentException>(() => _small with { Extensions = new Dictionary<string, string> { ["org.nixos.bootspec.v1"] = "{}" } });

    [Theory]
    [InlineData("")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("\"\\ud800\"")]
    public void Extensions_are_json(string json) =>
        Assert.Throws<ArgumentException>(() => _small with { Extensions = new Dictionary<string, string> { ["a"] = json } });

    [Fact]
    public void Characters_beyond_the_basic_plane_come_back()
    {
        BootSpec spec = _small with { Label = "snow \U0001F328", Extensions = new Dictionary<string, string> { ["\U0001F328"] = "\"\U0001F328\"" } };
        BootSpec read = BootSpec.Read(spec.Write());
        Assert.Equal(spec.Label, read.Label);
        Assert.Equal(spec.Extensions, read.Extensions);
    }

    [Fact]
    public void Any_text_comes_back() => Gen.Char[' ', '\uD7FF'].Array[1, 40].Select(chars => new string(chars)).Sample(text =>
    {
        BootSpec spec = _small with { Label = text, KernelParameters = [text], Specialisations = new Dictionary<string, BootSpec> { [text] = _small } };
        BootSpec read = BootSpec.Read(spec.Write());
        Assert.Equal(text, read.Label);
        Assert.Equal([text], read.KernelParameters);
        Assert.Equal([text], read.Specialisations.Keys);
    });

    private static string Small() => Encoding.UTF8.GetString(_small.Write()).Replace("\n", "", StringComparison.Ordinal)
        .Replace("  ", "", StringComparison.Ordinal).Replace("\": ", "\":", StringComparison.Ordinal);

    private static BootSpec Read(string json) => BootSpec.Read(Encoding.UTF8.GetBytes(json));

    private static void Refuses(string json, string field, MalformedReason reason)
    {
        MalformedDataException e = Assert.Throws<MalformedDataException>(() => Read(json));
        Assert.Equal((field, reason), (e.Field, e.Reason));
    }
}
