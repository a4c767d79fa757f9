namespace Clu.Images.SquashFs.Segments;

/// <summary>Where the content of one or more equal files lies; positions count from the start of the segment.</summary>
internal sealed class SegmentExtent
{
    internal const uint NoFragment = uint.MaxValue;

    internal SegmentExtent(long length, int wordCount)
    {
        Length = length;
        Words = wordCount == 0 ? [] : new uint[wordCount];
    }

    /// <summary>Bytes of content.</summary>
    internal long Length { get; }

    /// <summary>Start of the first block; 0 where there is none.</summary>
    internal long Start { get; set; }

    /// <summary>One word for each block.</summary>
    internal uint[] Words { get; }

    /// <summary>The whole content is one block, no fragment and no hole.</summary>
    internal bool IsOneBlock => Words.Length == 1 && Fragment == NoFragment;

    /// <summary>Index into the segment's fragments, or <see cref="NoFragment"/>.</summary>
    internal uint Fragment { get; set; } = NoFragment;

    /// <summary>Bytes into the fragment block.</summary>
    internal uint FragmentOffset { get; set; }

    /// <summary>How many words a content has whose tail does, or does not, go to a fragment.</summary>
    internal static int WordCount(long length, BlockSize blockSize, bool fragment) =>
        checked((int)((length / blockSize.Bytes) + (!fragment && length % blockSize.Bytes != 0 ? 1 : 0)));
}
