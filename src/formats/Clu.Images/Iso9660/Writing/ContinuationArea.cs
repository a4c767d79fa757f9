using Clu.Binary;

namespace Clu.Images.Iso9660.Writing;

/// <summary>
/// System use entries that do not fit into the records of a directory; its sectors follow the directory's own. A piece never crosses a
/// sector: Linux refuses those.
/// </summary>
/// <param name="firstSector">Where the area starts.</param>
internal sealed class ContinuationArea(uint firstSector)
{
    private const int MaxPiece = Iso9660Limits.SectorSize;

    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    /// <summary>Splits entries between a record and the area.</summary>
    /// <param name="entries">In the order of reading.</param>
    /// <param name="room">Bytes in the record; at least those of a continuation entry.</param>
    /// <returns>The record's system use field.</returns>
    public byte[] Pack(IReadOnlyList<byte[]> entries, int room)
    {
        if (entries.Sum(entry => entry.Length) <= room)
            return [.. entries.SelectMany(entry => entry)];
        int count = 0;
        int used = RockRidge.ContinuationSize;
        while (used + entries[count].Length <= room)
            used += entries[count++].Length;
        return [.. entries.Take(count).SelectMany(entry => entry), .. Add([.. entries.Skip(count)])];
    }

    private byte[] Add(List<byte[]> entries)
    {
        List<List<byte>> pieces = [[]];
        foreach (byte[] entry in entries)
        {
            if (pieces[^1].Count + entry.Length + RockRidge.ContinuationSize > MaxPiece)
                pieces.Add([]);
            pieces[^1].AddRange(entry);
        }

        // Backwards, because a piece says where the next one is.
        byte[] next = [];
        for (int i = pieces.Count - 1; i >= 0; i--)
            next = Place([.. pieces[i], .. next]);
        return next;
    }

    private byte[] Place(byte[] piece)
    {
        int offset = _bytes.Count % Iso9660Limits.SectorSize;
        if (offset + piece.Length > Iso9660Limits.SectorSize)
        {
            _bytes.AddRange(new byte[Iso9660Limits.SectorSize - offset]);
            offset = 0;
        }

        uint sector = firstSector + (uint)(_bytes.Count / Iso9660Limits.SectorSize);
        _bytes.AddRange(piece);
        return RockRidge.Continuation(sector, offset, piece.Length);
    }

    /// <summary>Sectors that the area takes.</summary>
    public int Sectors => Alignment.Units(_bytes.Count, Iso9660Limits.SectorSize);
}
