using System.Text.Json;
using Clu.Binary;
using Clu.Nix.NarInfos;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Fuzz.Targets;

/// <summary>What reads must write to a text that writes to itself.</summary>
public sealed class PathInfoTarget : IFuzzTarget
{
    private static readonly StorePath _path = StorePath.Parse("n5wkd9frr45pa74if5gpz9j7mifg27fh-foo");

    public string Name => "path-info";

    public IEnumerable<byte[]> Seeds() =>
    [
        """{"ca":"fixed:r:sha256:1lr187v6dck1rjh2j6svpikcfz53wyl3qrlcbb405zlh13x0khhh","deriver":null,"narHash":"sha256-FePFYIlMuycIXPZbWi7LGEiMmZSX9FMbaQenWBzm1Sc=","narSize":34878,"references":[],"registrationTime":23423,"signatures":[],"storeDir":"/nix/store","ultimate":true,"version":1}"""u8.ToArray(),
        """{"ca":{"hash":"sha256-EMIJ+giQ/gLIWoxmPKjno3zHZrxbGymgzGGyZvZBIdM=","method":"nar"},"compression":"xz","downloadHash":"sha256-FePFYIlMuycIXPZbWi7LGEiMmZSX9FMbaQenWBzm1Sc=","downloadSize":4029176,"narHash":"sha256-FePFYIlMuycIXPZbWi7LGEiMmZSX9FMbaQenWBzm1Sc=","narSize":34878,"references":["n5wkd9frr45pa74if5gpz9j7mifg27fh-foo"],"signatures":[{"keyName":"asdf","sig":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="}],"url":"nar/x","version":3}"""u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[] once = Copy(input.ToArray());
        if (!Copy(once).AsSpan().SequenceEqual(once))
            throw new InvalidOperationException("writing is not stable");
    }

    private static byte[] Copy(byte[] text)
    {
        using JsonDocument document = Parse(text);
        (StoreObjectInfo info, NarInfo? file) = StoreObjectJson.Read(_path, document.RootElement);
        using MemoryStream output = new();
        using (Utf8JsonWriter writer = new(output))
            StoreObjectJson.Write(writer, info, StoreObjectJson.NewestVersion, file: file);
        return output.ToArray();
    }

    private static JsonDocument Parse(byte[] text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw new MalformedDataException("JSON", e.BytePositionInLine ?? -1, "text", MalformedReason.InvalidValue, "JSON", e.Message, e);
        }
    }
}
