using System.Text;
using System.Text.Json;
using Clu.Binary;
using Clu.Media.Descriptions;
using Clu.Systems.Rebuilds;
using Clu.Testing;
using CsCheck;

namespace Clu.Media.Tests.Descriptions;

public class MediumDescriptionJsonTests
{
    private static readonly string s_text = Encoding.UTF8.GetString(MediumDescriptionJson.Write(SampleDescription.Whole));

    // jq --sort-keys . of the same document prints these bytes.
    [Fact]
    public void Write_sorts_keys_and_keeps_text_readable() => Golden.Check("tests/Clu.Media.Tests/Descriptions/medium.golden.json", s_text);

    [Fact]
    public void Read_takes_what_was_written()
    {
        MediumDescription read = Read(s_text), whole = SampleDescription.Whole;
        Assert.Equal((whole.Toplevel, whole.VolumeId, whole.Name, whole.Edition, whole.Label), (read.Toplevel, read.VolumeId, read.Name, read.Edition, read.Label));
        Assert.Equal((whole.PrependToMenuLabel, whole.AppendToMenuLabel, whole.ConfigurationName), (read.PrependToMenuLabel, read.AppendToMenuLabel, read.ConfigurationName));
        Assert.Equal((false, true, false, true, false), (read.ShowConfiguration, read.ForceTextMode, read.MakeBiosBootable, read.MakeEfiBootable, read.MakeUsbBootable));
        Assert.Equal((whole.Compression, whole.Timeout), (read.Compression, read.Timeout));
        Assert.Equal((whole.Grub, whole.SplashImage, whole.EfiSplashImage, whole.MemoryTest), (read.Grub, read.SplashImage, read.EfiSplashImage, read.MemoryTest));
        Assert.Equal(whole.Contents, read.Contents);
        Assert.Equal(whole.StoreContents, read.StoreContents);
        Assert.Equal(whole.Hosts.Select(host => host with { Rebuild = null }), read.Hosts.Select(host => host with { Rebuild = null }));
        Assert.Equal(whole.Hosts.Select(host => (host.Rebuild?.Kit, host.Rebuild?.Budget)), read.Hosts.Select(host => (host.Rebuild?.Kit, host.Rebuild?.Budget)));
        Assert.Equal(whole.Hosts.Select(host => host.Rebuild?.Allow), read.Hosts.Select(host => host.Rebuild?.Allow));
        Assert.Equal(("nixpkgs", "github", "NixOS", 1700000000L), (read.Inputs[0].Name, read.Inputs[0].Locked.Type, read.Inputs[0].Locked.Text("owner"), read.Inputs[0].Locked.Number("lastModified")));
        Assert.Equal((whole.Registry, whole.NixConf.Count), (read.Registry, read.NixConf.Count));
        Assert.Equal(s_text, Encoding.UTF8.GetString(MediumDescriptionJson.Write(read)));
    }

    [Fact]
    public void What_a_medium_carries_is_each_object_once() => Assert.Equal(
        new[] { 'd', 'p', 'r', 'k' },
        SampleDescription.Whole.Carried.Select(path => path.HashPart[0]));

    [Fact]
    public void As_little_as_there_may_be_comes_back()
    {
        byte[] text = MediumDescriptionJson.Write(SampleDescription.Least);
        Assert.Equal(text, MediumDescriptionJson.Write(MediumDescriptionJson.Read(text)));
    }

    [Fact]
    public void Read_refuses_a_document_cut_off_at_any_byte()
    {
        byte[] whole = Encoding.UTF8.GetBytes(s_text.TrimEnd());
        for (int length = 0; length < whole.Length; length++)
            Assert.Equal(MalformedReason.Truncated, Assert.Throws<MalformedDataException>(() => MediumDescriptionJson.Read(whole.AsSpan(0, length))).Reason);
    }

    [Fact]
    public void Read_refuses_what_stands_behind_the_document()
    {
        MalformedDataException e = Assert.Throws<MalformedDataException>(() => Read(s_text + "{}"));
        Assert.Equal((MalformedReason.TrailingData, Encoding.UTF8.GetByteCount(s_text)), (e.Reason, e.Offset));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{'version': 1}")]
    [InlineData("// none\n{}")]
    [InlineData("\uFEFF{}")]
    public void Read_refuses_other_documents(string json) => Assert.Throws<MalformedDataException>(() => Read(json));

    [Fact]
    public void Every_member_must_be_there()
    {
        using JsonDocument document = JsonDocument.Parse(s_text);
        string[] names = [.. Names(document.RootElement).Distinct()];
        Assert.Equal(52, names.Length);
        string[] free = ["owner", "repo", "lastModified", "shallow", "allow", "budget"];
        Assert.All(names.Except(free), name => Assert.Throws<MalformedDataException>(() => Read(s_text.Replace($"\"{name}\":", "\"another\":", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "version", MalformedReason.Unsupported)]
    [InlineData("\"version\": 1", "\"version\": 1, \"more\": 1", "more", MalformedReason.Unsupported)]
    [InlineData("\"version\": 1", "\"version\": 1, \"label\": \"x\"", "label", MalformedReason.Inconsistent)]
    [InlineData("\"blockSize\": 131072", "\"blockSize\": 131073", "compression/blockSize", MalformedReason.InvalidValue)]
    [InlineData("\"codec\": \"xz\"", "\"codec\": \"lz4\"", "compression/codec", MalformedReason.InvalidValue)]
    [InlineData("\"level\": 6", "\"level\": 10", "compression/level", MalformedReason.InvalidValue)]
    [InlineData("\"level\": 6", "\"levels\": 6", "compression/level", MalformedReason.InvalidValue)]
    [InlineData("\"timeout\": null", "\"timeout\": 3601", "timeout", MalformedReason.InvalidValue)]
    [InlineData("\"timeout\": null", "\"timeout\": 4294967301", "timeout", MalformedReason.InvalidValue)]
    [InlineData("\"timeout\": null", "\"timeout\": -1", "timeout", MalformedReason.InvalidValue)]
    [InlineData("\"timeout\": null", "\"timeout\": 1e1", "timeout", MalformedReason.InvalidValue)]
    [InlineData("\"forceTextMode\": true", "\"forceTextMode\": 1", "forceTextMode", MalformedReason.InvalidValue)]
    [InlineData("-manual\"", "-manual/../x\"", "contents/0/source", MalformedReason.InvalidValue)]
    [InlineData("\"/docs/manual\"", "\"docs/manual\"", "contents/0/target", MalformedReason.InvalidValue)]
    [InlineData("\"/docs/manual\"", "\"/docs/../manual\"", "contents/0/target", MalformedReason.InvalidValue)]
    [InlineData("\"/docs/manual\"", "\"/\"", "contents/0/target", MalformedReason.InvalidValue)]
    [InlineData("-system-laptop-25.11\"", "-system-laptop-25.11/sw\"", "hosts/0/toplevel", MalformedReason.InvalidValue)]
    [InlineData("\"laptop\"", "\"Laptop\"", "hosts/0/name", MalformedReason.InvalidValue)]
    [InlineData("\"laptop\"", "\"server\"", "hosts", MalformedReason.Inconsistent)]
    [InlineData("\"laptop-1\"", "\"laptop_1\"", "hosts/0/hostname", MalformedReason.InvalidValue)]
    [InlineData("\"btrfs\"", "\"/etc/x\"", "hosts/0/layout", MalformedReason.InvalidValue)]
    [InlineData("battery", "\\n", "hosts/0/description", MalformedReason.InvalidValue)]
    [InlineData("\"kit\": \"/nix", "\"kit\": \"nix", "hosts/0/rebuild/kit", MalformedReason.InvalidValue)]
    [InlineData("\"allow\"", "\"may\"", "hosts/0/rebuild/may", MalformedReason.Unsupported)]
    [InlineData("\"package\"", "\"packages\"", "hosts/0/rebuild/allow", MalformedReason.InvalidValue)]
    [InlineData("\"package\"", "\"hostname\"", "hosts/0/rebuild/allow", MalformedReason.InvalidValue)]
    [InlineData("\"600000000 B\"", "\"600 XB\"", "hosts/0/rebuild/budget", MalformedReason.InvalidValue)]
    [InlineData("\"600000000 B\"", "600000000", "hosts/0/rebuild/budget", MalformedReason.InvalidValue)]
    [InlineData("\"type\": \"github\"", "\"type\": 1", "inputs/0/locked/type", MalformedReason.InvalidValue)]
    [InlineData("\"owner\": \"NixOS\"", "\"owner\": null", "inputs/0/locked/owner", MalformedReason.InvalidValue)]
    [InlineData("1700000000", "1.5", "inputs/0/locked/lastModified", MalformedReason.InvalidValue)]
    [InlineData("/nix/store/rrr", "/nix/stored/rrr", "registry", MalformedReason.InvalidValue)]
    [InlineData("\"tools\": \"/nix/store/", "\"tools\": \"/nix/store/.", "grub/tools", MalformedReason.InvalidValue)]
    [InlineData("Größe", "\\ud800", "appendToMenuLabel", MalformedReason.InvalidValue)]
    public void Read_refuses_what_is_no_valid_value_or_contradicts_another(string from, string to, string field, MalformedReason reason)
    {
        int at = s_text.IndexOf(from, StringComparison.Ordinal);
        MalformedDataException e = Assert.Throws<MalformedDataException>(() => Read(s_text[..at] + to + s_text[(at + from.Length)..]));
        Assert.Equal((field, reason), (e.Field, e.Reason));
    }

    [Theory]
    [InlineData("\"600 MB\"", 600_000_000L)]
    [InlineData("\"1.5 GiB\"", 3L << 29)]
    [InlineData("null", null)]
    public void A_budget_is_a_size_as_people_write_it(string text, long? bytes) =>
        Assert.Equal(bytes, Read(s_text.Replace("\"600000000 B\"", text, StringComparison.Ordinal)).Hosts[0].Rebuild!.Budget);

    [Fact]
    public void A_kit_is_looked_for_unless_one_is_named_and_nothing_else_said()
    {
        IReadOnlyList<DescribedHost> hosts = SampleDescription.Whole.Hosts;
        Assert.Equal([SystemChange.HostName, SystemChange.Package], hosts[0].Rebuild!.Wanted!.Allow);
        Assert.Equal(SystemChanges.All, hosts[1].Rebuild!.Wanted!.Allow);
        Assert.Null(new DescribedRebuild(hosts[0].Rebuild!.Kit).Wanted);
    }

    [Fact]
    public void Targets_as_NixOS_writes_them_are_taken() => Assert.Equal(
        "/boot/nix/store/x", Read(s_text.Replace("/docs/manual", "/boot//nix/store/x", StringComparison.Ordinal)).Contents[0].Target);

    [Fact]
    public void Absurd_depth_and_length_are_refused_without_much_ado()
    {
        string deep = new string('[', 100_000) + new string(']', 100_000);
        Assert.Throws<MalformedDataException>(() => Read($"{{\"hosts\": {deep}}}"));
        Assert.Equal(MalformedReason.LimitExceeded, Assert.Throws<MalformedDataException>(() => MediumDescriptionJson.Read(new byte[(16 << 20) + 1])).Reason);
    }

    [Fact]
    public void Any_text_comes_back() => Gen.Char[' ', '~'].Array[0, 200].Sample(text =>
    {
        byte[] written = MediumDescriptionJson.Write(SampleDescription.Least with { AppendToMenuLabel = new string(text), NixConf = [new string(text)] });
        MediumDescription read = MediumDescriptionJson.Read(written);
        Assert.Equal((new string(text), new string(text)), (read.AppendToMenuLabel, read.NixConf[0]));
        Assert.Equal(written, MediumDescriptionJson.Write(read));
    });

    private static IEnumerable<string> Names(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Names(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    private static MediumDescription Read(string json) => MediumDescriptionJson.Read(Encoding.UTF8.GetBytes(json));
}
