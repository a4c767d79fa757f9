using Clu.Nix.Archives;
using Clu.Nix.Exports;
using Clu.Nix.Hashing;
using Clu.Nix.ServeProtocol;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Fuzz.Targets;

/// <summary>What a lying client sends to a server. What reads must write to bytes that read and write the same.</summary>
public sealed class ServeRequestTarget : IFuzzTarget
{
    private static readonly StorePath _foo = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo");
    private static readonly StorePath _drv = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo.drv");

    public string Name => "serve-request";

    public IEnumerable<byte[]> Seeds()
    {
        using MemoryStream archive = new();
        using NarWriter nar = new(archive);
        nar.File(false, "foo"u8);
        StoreObjectInfo info = new() { Path = _foo, NarHash = Hash.Of(HashAlgorithm.Sha256, archive.ToArray()), NarSize = archive.Length, References = [_foo], Deriver = _drv };
        ServeBuildOptions options = new();
        yield return Seed(writer =>
        {
            writer.Write(new QueryValidPathsRequest([_foo], true, false));
            writer.Write(new QueryPathInfosRequest([_foo]));
            writer.Write(new DumpStorePathRequest(_foo));
            writer.Write(new QueryClosureRequest([_foo], true));
        });
        yield return Seed(writer => writer.Write(new BuildPathsRequest([new ServeBuildTarget(_drv, ["out"])], options)));
        yield return Seed(writer => writer.Write(new BuildDerivationRequest(
            _drv, new Nix.Derivations.Derivation { Name = "foo", Outputs = [new Nix.Derivations.InputAddressedOutput("out", _foo)], System = new("s"), Builder = new("b") }, options)));
        yield return Seed(writer => writer.Write(new AddToStoreNarRequest(info)), archive.WriteTo);
        yield return Seed(writer => writer.Write(new ImportPathsRequest()), output =>
        {
            ExportWriter export = new(output);
            export.Write(info, archive.WriteTo);
            export.Finish();
        });
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        using MemoryStream said = new(input.ToArray());
        ServeVersion version = ServeHandshake.AsServer(said, Stream.Null);
        ServeRequestReader reader = new(said, version, StoreDirectory.Default);
        while (reader.Next() is { } request)
        {
            byte[] written = Write(request, version);
            if (!Write(new ServeRequestReader(new MemoryStream(written), version, StoreDirectory.Default).Next()!, version).SequenceEqual(written))
                throw new InvalidOperationException("a request that was written reads differently");
            if (request is AddToStoreNarRequest)
                Drain(new NarReader(said, embedded: true));
            if (request is ImportPathsRequest)
            {
                ExportReader export = new(said);
                while (export.Next(Drain) is not null)
                {
                }
            }
        }
    }

    private static byte[] Seed(Action<ServeRequestWriter> write, Action<Stream>? behind = null)
    {
        using MemoryStream output = new();
        // The answer of a server, without which the client would not go on.
        using MemoryStream answer = new([0xcb, 0xee, 0x52, 0x54, 0, 0, 0, 0, 7, 2, 0, 0, 0, 0, 0, 0]);
        ServeVersion version = ServeHandshake.AsClient(answer, output);
        write(new ServeRequestWriter(output, version, StoreDirectory.Default));
        behind?.Invoke(output);
        return output.ToArray();
    }

    private static byte[] Write(ServeRequest request, ServeVersion version)
    {
        using MemoryStream output = new();
        new ServeRequestWriter(output, version, StoreDirectory.Default).Write(request);
        return output.ToArray();
    }

    private static void Drain(NarReader archive)
    {
        while (archive.Read())
        {
        }
    }
}
