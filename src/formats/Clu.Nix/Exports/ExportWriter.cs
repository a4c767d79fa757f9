using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.Exports;

/// <summary>Writes store objects as <c>nix-store --export</c> does. See <c>docs/formats/export.md</c>.</summary>
/// <param name="output">Gets the bytes; not disposed.</param>
/// <param name="directory">Where the objects lie; null for <c>/nix/store</c>.</param>
public sealed class ExportWriter(Stream output, StoreDirectory? directory = null)
{
    private readonly StoreDirectory _directory = directory ?? StoreDirectory.Default;

    /// <summary>Writes one object; what it refers to has to come before it.</summary>
    /// <param name="info">What is known of it; its signatures and content address have no place in the format.</param>
    /// <param name="writeNar">Writes the archive into the stream that it is given.</param>
    public void Write(StoreObjectInfo info, Action<Stream> writeNar)
    {
        WireWriter.Number(output, ExportMarks.More);
        writeNar(output);
        WireWriter.Number(output, ExportMarks.Magic);
        WireWriter.String(output, _directory.Print(info.Path));
        WireWriter.Number(output, (ulong)info.References.Count);
        foreach (StorePath reference in info.References)
            WireWriter.String(output, _directory.Print(reference));
        WireWriter.String(output, info.Deriver is { } deriver ? _directory.Print(deriver) : "");
        WireWriter.Number(output, ExportMarks.None);
    }

    /// <summary>Ends the export.</summary>
    public void Finish()
    {
        WireWriter.Number(output, ExportMarks.None);
        output.Flush();
    }
}
