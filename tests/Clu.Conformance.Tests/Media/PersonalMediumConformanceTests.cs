using System.Globalization;
using Clu.Conformance.Tests.Iso9660;
using Clu.Conformance.Tests.SquashFs;
using Clu.Images.Iso9660;
using Clu.Images.PersonalAreas;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Media.Checksums;
using Clu.Media.Composing;
using Clu.Media.Personal;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Media;

/// <summary>cmp, cpio, sha256sum, xorriso, isoinfo and unsquashfs judge a medium with a checksum before and after it is made personal.</summary>
public sealed class PersonalMediumConformanceTests : IDisposable
{
    /// <summary>Computes the checksum as docs/formats/medium-checksum.md says, from the numbers in the field, and compares.</summary>
    private const string Checksum = """
        set -euo pipefail
        number() { od -An -t u8 -j $((33651 + $1)) -N 8 "$image" | tr -d ' '; }
        image=$1 work=$2
        length=$(number 24) area=$(number 32) size=$(number 40)
        head -c "$length" "$image" > "$work/blank"
        dd if=/dev/zero of="$work/blank" bs=1 seek=33651 count=512 conv=notrunc status=none
        dd if=/dev/zero of="$work/blank" bs=2048 seek=$((area / 2048)) count=$((size / 2048)) conv=notrunc status=none
        split -b 1M --filter='sha256sum | head -c 64' "$work/blank" | tr a-f A-F | basenc --base16 -d > "$work/leaves"
        dd if="$image" of="$work/field" bs=1 skip=33651 count=512 status=none
        dd if=/dev/zero of="$work/field" bs=1 seek=48 count=32 conv=notrunc status=none
        echo "$(cat "$work/field" "$work/leaves" | sha256sum | head -c 64) $(od -An -v -t x1 -j $((33651 + 48)) -N 32 "$image" | tr -d ' \n')"
        """;

    private static readonly PersonalContent s_content = new()
    {
        Answers = "hostname = \"ada\"\n",
        Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["/etc/motd"] = "hello\n"u8.ToArray() },
    };

    private readonly TempFolder _folder = new();
    private readonly string _plain;
    private readonly string _personal;

    public PersonalMediumConformanceTests()
    {
        _plain = _folder["plain.iso"];
        _personal = _folder["personal.iso"];
        DiskTree.Make(_folder["tree"]);
        using (FileStream store = File.Create(_folder["store"]))
        {
            using SquashFsWriter writer = new(store, new SquashFsOptions { Level = 3 });
            writer.Add(Binary.FileName.From("tree"), ObjectTree.Read(_folder["tree"]));
            writer.Finish();
        }

        ImageDirectory files = new MediumLayout().Files;
        files.AddPath(IsoImage.BootImage, new ImageFile(new MemoryContent(new byte[40_000]), UnixPermissions.File));
        files.AddPath("nix-store.squashfs", ObjectTree.Read(_folder["store"]));
        IsoImage.Write(_plain, files);
        using (FileStream image = new(_plain, FileMode.Open, FileAccess.ReadWrite))
            MediumChecksum.Seal(image, null, TestContext.Current.CancellationToken);
        PersonalMedium.WriteCopy(_plain, _personal, s_content, null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Cmp_finds_differences_in_the_area_alone()
    {
        using FileStream image = File.OpenRead(_plain);
        Iso9660Extent area = Assert.IsType<Iso9660File>(Iso9660Reader.Open(image).Root.FindPath(MediumLayout.PersonalArea)).Extents[0];
        long[] offsets =
        [
            .. Tool.Run("cmp", "-l", _plain, _personal).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture) - 1),
        ];
        Assert.NotEmpty(offsets);
        Assert.All(offsets, offset => Assert.InRange(offset, area.Position, area.Position + area.Length - 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Coreutils_come_to_the_same_checksum(bool personal)
    {
        Directory.CreateDirectory(_folder["work"]);
        string[] both = Tool.Run("bash", "-c", Checksum, "bash", personal ? _personal : _plain, _folder["work"]).Succeeded().Output.Split();
        Assert.Equal(both[1], both[0]);
        Assert.Equal(both[0], MediumChecksum.Verify(personal ? _personal : _plain, null, TestContext.Current.CancellationToken).Checksum);
    }

    [Fact]
    public void Xorriso_and_unsquashfs_read_the_personal_medium()
    {
        ToolResult result = Tool.Run("xorriso", "-abort_on", "WARNING", "-osirrox", "on", "-indev", _personal, "-extract", "/", _folder["out"]).Succeeded();
        Assert.DoesNotContain("WARNING", result.Error, StringComparison.Ordinal);
        Tool.Run("cmp", _folder["store"], _folder["out/nix-store.squashfs"]).Succeeded();
        Tool.Run("unsquashfs", "-no-xattrs", "-d", _folder["store-out"], _folder["out/nix-store.squashfs"]).Succeeded();
        Tool.Run("diff", "-r", "--no-dereference", _folder["tree"], _folder["store-out/tree"]).Succeeded();
    }

    [Fact]
    public void Isoinfo_and_blkid_see_the_same_medium()
    {
        foreach (string[] command in new[] { ["isoinfo", "-d", "-i"], ["isoinfo", "-l", "-R", "-i"], new[] { "blkid", "-p", "-o", "export" } })
        {
            string Of(string image) => Tool.Run(command[0], [.. command[1..], image]).Succeeded().Output.Replace(image, "", StringComparison.Ordinal);
            Assert.Equal(Of(_plain), Of(_personal));
        }
    }

    [Fact]
    public void Cpio_unpacks_the_area()
    {
        Tool.Run("xorriso", "-osirrox", "on", "-indev", _personal, "-extract", MediumLayout.PersonalArea, _folder["area"]).Succeeded();
        byte[] archive = File.ReadAllBytes(_folder["area"])[PersonalAreaLimits.HeaderLength..];
        Directory.CreateDirectory(_folder["unpacked"]);
        Tool.RunWith("cpio", ["--extract", "--make-directories", "--quiet"], archive, folder: _folder["unpacked"]).Succeeded();
        Assert.Equal(s_content.Answers, File.ReadAllText(_folder["unpacked/answers.toml"]));
        Assert.Equal("hello\n", File.ReadAllText(_folder["unpacked/files/etc/motd"]));
    }

    public void Dispose() => _folder.Dispose();
}
