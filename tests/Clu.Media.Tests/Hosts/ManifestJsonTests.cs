using System.Text;
using System.Text.Json;
using Clu.Binary;
using Clu.Media.Hosts;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;
using Clu.Testing;
using CsCheck;

namespace Clu.Media.Tests.Hosts;

public class ManifestJsonTests
{
    private static readonly string s_text = Encoding.UTF8.GetString(ManifestJson.Write(SampleManifest.Whole));

    // jq --sort-keys . of the same document prints these bytes.
    [Fact]
    public void Write_sorts_keys_and_keeps_text_readable() => Golden.Check("tests/Clu.Media.Tests/Hosts/manifest.golden.json", s_text);

    [Fact]
    public void Read_takes_what_was_written()
    {
        MediumManifest read = Read(s_text);
        Assert.Equal("clu-test-0.1", read.Label);
        Assert.Equal(["one", "two"], read.Hosts.Select(host => host.Name));
        Assert.Equal((HostKind.NixOS, "Größe <1> & \"2\""), (read.Hosts[0].Kind, read.Hosts[0].Description));
        MediumHost two = read.Hosts[1];
        Assert.Equal((HostKind.Reference, 1030, 30), (two.Kind, two.ClosureSize, two.OwnSize));
        Assert.Equal(SampleManifest.Two.Path, two.Toplevel);
        Assert.Equal([SampleManifest.Library.Path, SampleManifest.Two.Path], two.Closure);
        Assert.Equal(("two-1", "uefi-ext4", "Europe/Berlin"), (two.Defaults.HostName?.Text, two.Defaults.Layout, two.Defaults.TimeZone));
        Assert.Equal(("de_DE.UTF-8", "de-latin1"), (two.Defaults.Locale, two.Defaults.Keymap));
        UserAccount me = two.Defaults.Users[0];
        Assert.Equal(("me", 1000, "/bin/bash", "$y$j9T$abc$def"), (me.Name.Text, me.Uid, me.Shell, me.PasswordHash));
        Assert.Equal(["ssh-ed25519 AAAA+/= me@example.org"], me.AuthorizedKeys);
        Assert.Equal(["sudo"], me.Groups.Select(group => group.Text));
        StoreObjectInfo one = read.Objects[2];
        Assert.Equal((SampleManifest.One.Path, SampleManifest.One.NarHash, 200), (one.Path, one.NarHash, one.NarSize));
        Assert.Equal((SampleManifest.One.Deriver, SampleManifest.One.Signatures[0]), (one.Deriver, one.Signatures[0]));
        Assert.Equal(SampleManifest.Library.ContentAddress, read.Objects[0].ContentAddress);
        Assert.Equal(s_text, Encoding.UTF8.GetString(ManifestJson.Write(read)));
    }

    [Fact]
    public void A_medium_without_hosts_has_a_manifest_too()
    {
        byte[] text = ManifestJson.Write(SampleManifest.Empty);
        Assert.Empty(ManifestJson.Read(text).Hosts);
        Assert.Equal(text, ManifestJson.Write(ManifestJson.Read(text)));
    }

    [Fact]
    public void Read_refuses_a_document_cut_off_at_any_byte()
    {
        byte[] whole = Encoding.UTF8.GetBytes(s_text.TrimEnd());
        for (int length = 0; length < whole.Length; length++)
            Assert.Equal(MalformedReason.Truncated, Assert.Throws<MalformedDataException>(() => ManifestJson.Read(whole.AsSpan(0, length))).Reason);
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
        Assert.Equal(30, names.Length);
        Assert.All(names, name => Assert.Throws<MalformedDataException>(() => Read(s_text.Replace($"\"{name}\":", "\"another\":", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "version", MalformedReason.Unsupported)]
    [InlineData("\"version\": 1", "\"version\": 1, \"more\": 1", "more", MalformedReason.Unsupported)]
    [InlineData("\"version\": 1", "\"version\": 1, \"label\": \"x\"", "label", MalformedReason.Inconsistent)]
    [InlineData("\"clu-test-0.1\"", "\"no label\"", "label", MalformedReason.InvalidValue)]
    [InlineData("\"nixos\"", "\"windows\"", "hosts/0/kind", MalformedReason.InvalidValue)]
    [InlineData("\"one\"", "\"One\"", "hosts/0/name", MalformedReason.InvalidValue)]
    [InlineData("\"one\"", "\"two\"", "hosts/1/name", MalformedReason.Inconsistent)]
    [InlineData("1030", "1031", "hosts/1/closureSize", MalformedReason.Inconsistent)]
    [InlineData("1030", "-1030", "hosts/1/closureSize", MalformedReason.InvalidValue)]
    [InlineData("1030", "1030.0", "hosts/1/closureSize", MalformedReason.InvalidValue)]
    [InlineData("1030", "1.03e3", "hosts/1/closureSize", MalformedReason.InvalidValue)]
    [InlineData("1030", "9223372036854775808", "hosts/1/closureSize", MalformedReason.InvalidValue)]
    [InlineData("\"ownSize\": 30", "\"ownSize\": 1031", "hosts/1/ownSize", MalformedReason.Inconsistent)]
    [InlineData("\"Europe/Berlin\"", "\"../../etc/shadow\"", "hosts/1/defaults/timeZone", MalformedReason.InvalidValue)]
    [InlineData("\"de-latin1\"", "\"de\\nKEYMAP=x\"", "hosts/1/defaults/keymap", MalformedReason.InvalidValue)]
    [InlineData("\"de_DE.UTF-8\"", "\"a b\"", "hosts/1/defaults/locale", MalformedReason.InvalidValue)]
    [InlineData("\"uefi-ext4\"", "\"/etc/x\"", "hosts/1/defaults/layout", MalformedReason.InvalidValue)]
    [InlineData("\"two-1\"", "\"two_1\"", "hosts/1/defaults/hostName", MalformedReason.InvalidValue)]
    [InlineData("\"you\"", "\"me\"", "hosts/1/defaults/users", MalformedReason.Inconsistent)]
    [InlineData("\"you\"", "\"root:x\"", "hosts/1/defaults/users/1/name", MalformedReason.InvalidValue)]
    [InlineData("\"/bin/sh\"", "\"/bin/sh:x\"", "hosts/1/defaults/users/1/shell", MalformedReason.InvalidValue)]
    [InlineData("\"$y$j9T$abc$def\"", "\"a:b\"", "hosts/1/defaults/users/0/passwordHash", MalformedReason.InvalidValue)]
    [InlineData("\"uid\": 1000", "\"uid\": 0", "hosts/1/defaults/users/0/uid", MalformedReason.InvalidValue)]
    [InlineData("\"uid\": null", "\"uid\": 1000", "hosts/1/defaults/users", MalformedReason.Inconsistent)]
    [InlineData("me@example.org", "a\\nb", "hosts/1/defaults/users/0/authorizedKeys", MalformedReason.InvalidValue)]
    [InlineData("Größe", "\\ud800", "hosts/0/description", MalformedReason.InvalidValue)]
    [InlineData("\"narSize\": 1000", "\"narSize\": \"1000\"", "objects/0/narSize", MalformedReason.InvalidValue)]
    [InlineData("\"ca\": \"fixed:", "\"ca\": \"broken:", "objects/0/ca", MalformedReason.InvalidValue)]
    [InlineData("cache-1:", "cache-1", "objects/2/signatures", MalformedReason.InvalidValue)]
    [InlineData("system-one.drv", "system-one/drv", "objects/2/deriver", MalformedReason.InvalidValue)]
    public void Read_refuses_what_is_no_valid_value_or_contradicts_another(string from, string to, string field, MalformedReason reason)
    {
        int at = s_text.IndexOf(from, StringComparison.Ordinal);
        MalformedDataException e = Assert.Throws<MalformedDataException>(() => Read(s_text[..at] + to + s_text[(at + from.Length)..]));
        Assert.Equal((field, reason), (e.Field, e.Reason));
    }

    [Fact]
    public void Read_refuses_hashes_in_another_form() => Assert.All(
        new[] { "sha256:0000000000000000000000000000000000000000000000000000", "sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "" },
        hash => Refuses("objects/0/narHash", SampleManifest.Whole, SampleManifest.Library.NarHash.ToString(), hash));

    [Fact]
    public void Read_refuses_a_closure_that_does_not_hold()
    {
        StorePath library = SampleManifest.Library.Path, one = SampleManifest.One.Path, two = SampleManifest.Two.Path;
        Assert.All<StorePath[]>(
            [[], [library], [one], [one, library], [library, library, one], [library, two, one, two], [two, library, one], [library, StorePath.Parse($"{new string('z', 32)}-none"), one]],
            closure => Assert.StartsWith("hosts/0/closure", Refused(WithFirst(host => host with { Closure = closure, ClosureSize = 1200 })).Field, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_refuses_objects_that_are_missing_twice_or_idle()
    {
        MediumManifest whole = SampleManifest.Whole;
        Assert.Equal("hosts/0/closure", Refused(whole with { Objects = [SampleManifest.Two, SampleManifest.One] }).Field);
        Assert.Equal(MalformedReason.OutOfOrder, Refused(whole with { Objects = [SampleManifest.Library, .. whole.Objects] }).Reason);
        Assert.Equal("objects", Refused(whole with { Objects = [.. whole.Objects, SampleManifest.Object('z', "idle", 1)] }).Field);
    }

    [Fact]
    public void Sizes_beyond_all_numbers_are_no_overflow()
    {
        StoreObjectInfo huge = SampleManifest.Library with { NarSize = long.MaxValue };
        Assert.Equal("hosts/0/closureSize", Refused(SampleManifest.Whole with { Objects = [huge, SampleManifest.Two, SampleManifest.One] }).Field);
    }

    [Fact]
    public void Absurd_depth_is_refused_without_much_ado()
    {
        string deep = new string('[', 100_000) + new string(']', 100_000);
        Assert.Throws<MalformedDataException>(() => Read($"{{\"hosts\": {deep}}}"));
    }

    [Fact]
    public void Any_description_and_size_comes_back() => Gen.Select(Gen.Char[' ', '~'].Array[0, 200], Gen.Long[0, long.MaxValue / 2]).Sample((text, size) =>
    {
        StoreObjectInfo library = SampleManifest.Library with { NarSize = size };
        MediumManifest manifest = SampleManifest.Whole with
        {
            Hosts = [SampleManifest.Whole.Hosts[0] with { Description = new string(text), ClosureSize = size + 200, OwnSize = size }],
            Objects = [library, SampleManifest.One],
        };
        byte[] written = ManifestJson.Write(manifest);
        MediumHost read = ManifestJson.Read(written).Hosts[0];
        Assert.Equal((new string(text), size), (read.Description, read.OwnSize));
        Assert.Equal(written, ManifestJson.Write(ManifestJson.Read(written)));
    });

    private static MediumManifest WithFirst(Func<MediumHost, MediumHost> change) =>
        SampleManifest.Whole with { Hosts = [change(SampleManifest.Whole.Hosts[0]), SampleManifest.Whole.Hosts[1]] };

    /// <summary>The writer keeps the order of closures and hosts and sorts objects; a second object of one path stays.</summary>
    private static MalformedDataException Refused(MediumManifest manifest) => Assert.Throws<MalformedDataException>(() => ManifestJson.Read(ManifestJson.Write(manifest)));

    private static void Refuses(string field, MediumManifest manifest, string from, string to)
    {
        string text = Encoding.UTF8.GetString(ManifestJson.Write(manifest)).Replace(from, to, StringComparison.Ordinal);
        Assert.Equal(field, Assert.Throws<MalformedDataException>(() => Read(text)).Field);
    }

    private static IEnumerable<string> Names(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Names(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    private static MediumManifest Read(string json) => ManifestJson.Read(Encoding.UTF8.GetBytes(json));
}
