using Clu.Nix.Archives;
using Clu.Nix.Exports;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to the same bytes, but for signatures of Nix 1.</summary>
public sealed class ExportTarget : IFuzzTarget
{
    public string Name => "export";

    public IEnumerable<byte[]> Seeds()
    {
        using MemoryStream nar = new(), export = new();
        using NarWriter archive = new(nar);
        archive.File(false, "foo"u8);
        StorePath foo = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo");
        ExportWriter writer = new(export);
        writer.Write(new StoreObjectInfo { Path = foo, NarHash = default, NarSize = nar.Length, References = [foo], Deriver = foo }, nar.WriteTo);
        writer.Finish();
        yield return export.ToArray();
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        using MemoryStream stream = new(input.ToArray());
        ExportReader reader = new(stream);
        while (reader.Next(Drain) is not null)
        {
        }
    }

    private static void Drain(NarReader archive)
    {
        while (archive.Read())
        {
        }
    }
}
