using System.Buffers.Binary;
using System.Security.Cryptography;
using Clu.Images.Fat;
using Clu.Images.Iso9660;
using Clu.Images.Trees;
using Clu.Media.Checksums;
using Clu.Stores.Progress;

namespace Clu.Media.Composing;

/// <summary>Writes a planned medium into a file.</summary>
public static class MediumWriter
{
    private const string Step = "image";
    private const int ChecksumBuffer = 4 << 20;

    /// <summary>Ten years: GRUB and blkid take the volume's time for its UUID, so that it has to differ between media.</summary>
    private const uint VolumeTimeSpan = 10 * 365 * 86400;

    private static readonly DateTimeOffset _fileTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the ISO file under its name, or leaves what was there.</summary>
    /// <returns>Its SHA-256, 64 lower-case digits.</returns>
    /// <exception cref="Clu.Binary.CluException">CLU0522, CLU0523, CLU0527: the disk refuses.</exception>
    public static string Write(MediumPlan plan, byte[] planDigest, string file, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        long content = plan.Objects.Sum(o => o.Info.NarSize);
        progress?.Report(new ProgressEvent.StepStarted(Step, "Compressing the store into the image", content));
        StoreImage store = new(plan.Objects, plan.Compression, new StepBytes(progress, Step, cancel), cancel);
        plan.Files.Add(Binary.FileName.From(StoreImage.FileName), new ImageFile(store, UnixPermissions.File));

        using PartialFile output = new(file, store.MaximumLength);
        long length = output.Write(stream =>
        {
            new Iso9660Writer(stream, Options(plan, planDigest)).Write(plan.Files);
            return stream.Length;
        });
        progress?.Report(new ProgressEvent.StepFinished(Step, $"{plan.Objects.Count} store objects, compressed to {100 * store.Summary.Length / Math.Max(1, store.Summary.ContentLength)} %"));

        progress?.Report(new ProgressEvent.StepStarted("checksum", "Computing the checksums", 2 * length));
        string sha256 = output.Write(stream =>
        {
            // The medium's own checksum is in the image near its start, so that the file's can only begin when it is there.
            MediumChecksum.Seal(stream, new StepBytes(progress, "checksum", cancel), cancel);
            return Checksum(stream, new StepBytes(progress, "checksum", cancel, length));
        });
        output.Commit();
        progress?.Report(new ProgressEvent.StepFinished("checksum", sha256));
        return sha256;
    }

    private static string Checksum(Stream stream, StepBytes progress)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[ChecksumBuffer];
        stream.Position = 0;
        for (int count; (count = stream.Read(buffer)) > 0; progress.Report(stream.Position))
            hash.AppendData(buffer.AsSpan(0, count));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Nothing in it is a clock's: identifiers come from the plan, times are fixed, the volume's own time tells media apart.</summary>
    private static Iso9660Options Options(MediumPlan plan, byte[] planDigest) => new()
    {
        Label = plan.Label,
        FileTime = _fileTime,
        VolumeTime = _fileTime.AddSeconds(BinaryPrimitives.ReadUInt32LittleEndian(planDigest) % VolumeTimeSpan),
        Application = "clu",
        Publisher = "clu",
        Seed = planDigest,
        Bios = plan.Loaders is { ElTorito: not null, HybridMbr: { } sector } ? new BiosBoot { ImagePath = MediumLayout.ElToritoImage, HybridMbr = sector } : null,
        Efi = !plan.Loaders.BootsEfi ? null : new EfiBoot
        {
            FatImage = new MemoryContent(FatWriter.Write(
                MediumLayout.EfiPartition(plan.Loaders),
                new FatOptions { VolumeId = BinaryPrimitives.ReadUInt32LittleEndian(planDigest.AsSpan(4)), Time = _fileTime })),
        },
    };
}
