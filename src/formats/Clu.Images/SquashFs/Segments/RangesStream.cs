using Clu.Binary;

namespace Clu.Images.SquashFs.Segments;

/// <summary>Parts of another stream, one after the other.</summary>
internal sealed class RangesStream(Stream source, IReadOnlyList<(long Start, long Length)> ranges) : ReadOnlyStream
{
    private int _range;
    private long _done;

    public override int Read(Span<byte> buffer)
    {
        while (_range < ranges.Count && _done == ranges[_range].Length)
        {
            _range++;
            _done = 0;
        }

        if (_range == ranges.Count || buffer.IsEmpty)
            return 0;
        (long start, long length) = ranges[_range];
        source.Position = start + _done;
        int count = source.Read(buffer[..(int)Math.Min(buffer.Length, length - _done)]);
        _done += count;
        return count;
    }
}
