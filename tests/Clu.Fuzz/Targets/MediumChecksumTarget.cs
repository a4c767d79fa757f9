using Clu.Images.Checksums;

namespace Clu.Fuzz.Targets;

/// <summary>Reads the checksum of a medium; what is taken is written back to the same bytes.</summary>
public sealed class MediumChecksumTarget : IFuzzTarget
{
    public string Name => "medium-checksum";

    public IEnumerable<byte[]> Seeds()
    {
        foreach (MediumExtents extents in new[] { new MediumExtents(3 << 20, 1 << 20, 1 << 16), new MediumExtents(500L << 20, 0, 0) })
        {
            byte[] field = new byte[MediumChecksumLimits.FieldLength];
            MediumChecksumField.Compute(extents, new byte[extents.LeafCount * MediumChecksumLimits.DigestLength]).Write(field);
            yield return field;
        }
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        if (MediumChecksumField.Read(input) is not { } field)
            return;
        byte[] back = new byte[Math.Max(input.Length, MediumChecksumLimits.FieldLength)];
        field.Write(back);
        if (!back.AsSpan(0, input.Length).SequenceEqual(input) || back.AsSpan(input.Length).ContainsAnyExcept((byte)0))
            throw new InvalidOperationException("what was read is written differently");
    }
}
