using Clu.Binary;
using Clu.Images.Checksums;
using Clu.Images.Iso9660;
using Clu.Images.PersonalAreas;
using Clu.Media.Checksums;
using Clu.Media.Composing;
using Clu.Media.Personal;
using Clu.Media.Tests.Composing;
using Clu.Stores.Progress;
using Clu.Testing;

namespace Clu.Media.Tests.Checksums;

/// <summary>A medium carries the checksum of itself, and nothing on it can change unnoticed.</summary>
public sealed class MediumChecksumTests : IDisposable
{
    private static readonly PersonalContent s_content = new() { Answers = "hostname = \"ada\"\n", Live = "authorized-keys = []\n" };

    private readonly TempFolder _folder = new();
    private readonly SamplePlan _sample;
    private readonly string _iso;

    public MediumChecksumTests()
    {
        _sample = new SamplePlan(_folder["made"]);
        _iso = _folder["a.iso"];
        MediumPlan plan = _sample.Make();
        MediumWriter.Write(plan, PlanDigest.Of(plan), _iso, null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_new_medium_is_sound_and_its_area_is_empty()
    {
        MediumChecksumResult result = Verify(_iso);

        Assert.True(result.IsSound, string.Join('\n', result.Damage));
        Assert.Equal(new FileInfo(_iso).Length, result.Length);
        Assert.Equal(PersonalAreaState.Empty, result.PersonalArea);
        Assert.Matches("^[0-9a-f]{64}$", result.Checksum);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_of_a_thousand_flipped_bits_is_found(bool filled)
    {
        if (filled)
            PersonalMedium.Write(_iso, s_content);
        MediumExtents extents = Field().Extents;
        Random random = new(1);
        using FileStream image = new(_iso, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        for (int i = 0; i < 1000; i++)
        {
            // The whole medium, the field, the area, and of a filled one the part that is used.
            (long start, long length) = (i % 5) switch
            {
                0 => (MediumChecksumLimits.FieldPosition, MediumChecksumLimits.FieldLength),
                1 => (extents.AreaPosition, extents.AreaLength),
                2 => (extents.AreaPosition, 256),
                _ => (0L, extents.Length),
            };
            long bit = (start * 8) + random.NextInt64(length * 8);
            Flip(image, bit);
            Assert.False(IsSound(), $"bit {bit} of {_iso}");
            Flip(image, bit);
        }

        Assert.True(IsSound());

        bool IsSound()
        {
            try
            {
                return Verify(_iso).IsSound;
            }
            catch (CluException e) when (e.Code == "CLU0532")
            {
                return false;
            }
        }
    }

    [Fact]
    public void Damage_is_named_with_its_place_and_what_lies_there()
    {
        using (FileStream image = new(_iso, FileMode.Open, FileAccess.ReadWrite))
        {
            Iso9660File store = Assert.IsType<Iso9660File>(Iso9660Reader.Open(image).Root.FindPath("nix-store.squashfs"));
            Flip(image, (store.Extents[0].Position + store.Length - 10) * 8);
        }

        MediumChecksumResult result = Verify(_iso);

        MediumDamage damage = Assert.Single(result.Damage);
        Assert.Equal((MediumDamageKind.Content, 1L << 20), (damage.Kind, damage.Length));
        Assert.Contains("/nix-store.squashfs", damage.Detail, StringComparison.Ordinal);
        CluException error = Assert.Throws<CluException>(result.ThrowIfDamaged);
        Assert.Equal(("CLU0531", ErrorKind.Data), (error.Code, error.Kind));
        Assert.Contains($"bytes {damage.Position} to {damage.Position + damage.Length - 1} ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_digest_alone_is_told_apart_from_damaged_contents()
    {
        using (FileStream image = new(_iso, FileMode.Open, FileAccess.ReadWrite))
            Flip(image, (MediumChecksumLimits.FieldPosition + 60) * 8);
        Assert.Equal(MediumDamageKind.Checksum, Assert.Single(Verify(_iso).Damage).Kind);
    }

    [Fact]
    public void A_medium_that_is_cut_off_is_found_at_any_length()
    {
        long length = new FileInfo(_iso).Length;
        using FileStream image = new(_iso, FileMode.Open, FileAccess.ReadWrite);
        foreach (long shorter in new[] { length - 1, length - 2048, length / 2, 40_000 })
        {
            image.SetLength(shorter);
            MediumDamage damage = Assert.Single(Verify(_iso).Damage);
            Assert.Equal((MediumDamageKind.CutOff, shorter), (damage.Kind, damage.Position));
        }

        image.SetLength(30_000);
        Assert.Equal("CLU0530", Assert.Throws<CluException>(() => Verify(_iso)).Code);
    }

    [Fact]
    public void Something_behind_the_end_of_a_file_is_found()
    {
        using (FileStream image = new(_iso, FileMode.Append))
            image.WriteByte(0);
        MediumDamage damage = Assert.Single(Verify(_iso).Damage);
        Assert.Equal((MediumDamageKind.TooLong, 1L), (damage.Kind, damage.Length));
    }

    [Fact]
    public void A_stick_may_be_larger_than_the_image()
    {
        File.Copy(_iso, _folder["stick.img"]);
        using (FileStream stick = new(_folder["stick.img"], FileMode.Append))
            stick.Write(new byte[3 << 20]);
        using LoopDevice device = new(_folder["stick.img"]);

        Assert.True(Verify(device.Path).IsSound);
        PersonalMedium.Write(device.Path, s_content);
        Assert.Equal((true, PersonalAreaState.Filled), (Verify(device.Path).IsSound, Verify(device.Path).PersonalArea));
        Assert.Equal(s_content.Answers, PersonalMedium.Read(device.Path).Answers);
    }

    [Fact]
    public void Images_without_a_checksum_are_no_damaged_ones()
    {
        File.WriteAllBytes(_folder["none.iso"], new byte[100_000]);
        CluException error = Assert.Throws<CluException>(() => Verify(_folder["none.iso"]));
        Assert.Equal(("CLU0530", ErrorKind.Usage), (error.Code, error.Kind));
        Assert.Equal("CLU0503", Assert.Throws<CluException>(() => Verify(_folder["nowhere"])).Code);
    }

    [Fact]
    public void The_area_may_change_and_the_rest_stays_as_it_is()
    {
        byte[] before = File.ReadAllBytes(_iso);
        PersonalMedium.Write(_iso, s_content);
        byte[] after = File.ReadAllBytes(_iso);
        MediumExtents extents = Field().Extents;

        Assert.True(Verify(_iso).IsSound);
        Assert.NotEqual(before, after);
        before.AsSpan((int)extents.AreaPosition, (int)extents.AreaLength).CopyTo(after.AsSpan((int)extents.AreaPosition));
        Assert.Equal(before, after);
        PersonalMedium.Write(_iso, PersonalContent.Empty);
        Assert.Equal(before, File.ReadAllBytes(_iso));
    }

    [Fact]
    public void Progress_ends_at_the_images_length_and_an_interruption_ends_the_check()
    {
        List<ProgressEvent> events = [];
        Reporter reporter = new(e =>
        {
            lock (events)
                events.Add(e);
        });
        MediumChecksum.Verify(_iso, reporter, TestContext.Current.CancellationToken);
        Assert.Equal(new FileInfo(_iso).Length, events.OfType<ProgressEvent.StepStarted>().Single().TotalBytes);
        Assert.Equal(new FileInfo(_iso).Length, events.OfType<ProgressEvent.StepAdvanced>().Max(e => e.DoneBytes));
        Assert.IsType<ProgressEvent.StepFinished>(events[^1]);

        using CancellationTokenSource interrupt = new();
        Assert.ThrowsAny<OperationCanceledException>(() => MediumChecksum.Verify(_iso, new Reporter(_ => interrupt.Cancel()), interrupt.Token));
    }

    public void Dispose()
    {
        _sample.Dispose();
        _folder.Dispose();
    }

    private static MediumChecksumResult Verify(string path) => MediumChecksum.Verify(path, null, TestContext.Current.CancellationToken);

    private MediumChecksumField Field()
    {
        using MediumSource source = MediumSource.Open(_iso);
        return source.ReadField();
    }

    private static void Flip(FileStream image, long bit)
    {
        image.Position = bit / 8;
        int old = image.ReadByte();
        image.Position = bit / 8;
        image.WriteByte((byte)(old ^ (1 << (int)(bit % 8))));
        image.Flush();
    }

    private sealed class Reporter(Action<ProgressEvent> report) : IProgress<ProgressEvent>
    {
        public void Report(ProgressEvent value) => report(value);
    }
}
