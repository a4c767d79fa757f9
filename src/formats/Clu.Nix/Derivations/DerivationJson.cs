using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Nix.StrictJson;

namespace Clu.Nix.Derivations;

/// <summary>Derivations as JSON, version 4: what <c>nix derivation show</c> prints since Nix 2.34. See <c>docs/formats/derivation.md</c>.</summary>
public static class DerivationJson
{
    /// <summary>The version is that of both objects, of one derivation and of many.</summary>
    internal static readonly JsonFormat Format = new("derivation JSON", 4, DerivationLimits.MaxLength, DerivationLimits.MaxJsonDepth);

    /// <summary>Reads one derivation; the result is sorted.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="MalformedDataException">It is not JSON of this shape, or a name or path is none or comes twice.</exception>
    public static Derivation Read(ReadOnlyMemory<byte> json) => DerivationJsonReader.Read(json.Span);

    /// <summary>Writes one derivation.</summary>
    /// <param name="derivation">In any order.</param>
    /// <param name="indented">For people.</param>
    /// <exception cref="CluException">CLU0113: a string is no UTF-8, or the structured attributes are no JSON.</exception>
    public static byte[] Write(Derivation derivation, bool indented = false)
    {
        JsonText json = new(indented);
        DerivationJsonWriter.Write(derivation, json);
        return json.ToBytes();
    }

    /// <summary>Writes many, by the base names of their paths.</summary>
    /// <inheritdoc cref="Write" path="/param"/>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static byte[] WriteAll(IReadOnlyDictionary<StorePath, Derivation> derivations, bool indented = false)
    {
        JsonText json = new(indented);
        json.Begin('{');
        json.Name("derivations"u8);
        json.Begin('{');
        foreach ((StorePath path, Derivation derivation) in derivations.OrderBy(pair => pair.Key))
        {
            json.Name(System.Text.Encoding.ASCII.GetBytes(path.BaseName));
            DerivationJsonWriter.Write(derivation, json);
        }

        json.End('}');
        json.Name("version"u8);
        json.Word("4"u8);
        json.End('}');
        return json.ToBytes();
    }
}
