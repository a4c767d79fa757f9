using Clu.Binary;

namespace Clu.Images.Iso9660.Writing;

/// <summary>The list of all directories, which old systems used to find one without walking (ECMA-119 9.4).</summary>
internal static class PathTable
{
    private const int FixedSize = 8;

    public static uint Length(IEnumerable<PlannedDirectory> directories) =>
        (uint)directories.Sum(directory => FixedSize + Alignment.Up(directory.Identifier.Length, 2));

    public static byte[] Write(IReadOnlyList<PlannedDirectory> directories, bool bigEndian)
    {
        byte[] table = new byte[Length(directories)];
        SpanWriter writer = new(table);
        foreach (PlannedDirectory directory in directories)
        {
            writer.U8((byte)directory.Identifier.Length);
            writer.U8(0);
            if (bigEndian)
            {
                writer.U32BigEndian(directory.Sector);
                writer.U16BigEndian((ushort)directory.Parent.Number);
            }
            else
            {
                writer.U32(directory.Sector);
                writer.U16((ushort)directory.Parent.Number);
            }

            writer.Bytes(directory.Identifier);
            writer.Fill(directory.Identifier.Length % 2);
        }

        return table;
    }
}
