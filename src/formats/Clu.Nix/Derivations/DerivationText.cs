using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Derivations;

/// <summary>The text of a <c>.drv</c> file: one ATerm. See <c>docs/formats/derivation.md</c>.</summary>
public static class DerivationText
{
    /// <summary>Reads the file of a store path.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="path">Where it is; tells the derivation's name.</param>
    /// <param name="directory">The store directory of all paths in it; null for <c>/nix/store</c>.</param>
    /// <exception cref="MalformedDataException">
    /// It is not what <see cref="Write"/> writes, a name or a path is none or comes twice, or the path of a fixed output is not that of its content.
    /// </exception>
    public static Derivation Read(ReadOnlySpan<byte> text, StorePath path, StoreDirectory? directory = null) =>
        Read(text, Derivation.NameOf(path), directory);

    /// <summary>Reads it.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="name">The derivation's name, which the text does not tell.</param>
    /// <param name="directory">The store directory of all paths in it; null for <c>/nix/store</c>.</param>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, StorePath, StoreDirectory?)" path="/exception"/>
    public static Derivation Read(ReadOnlySpan<byte> text, string name, StoreDirectory? directory = null)
    {
        if (text.Length > DerivationLimits.MaxLength)
        {
            throw ATermReader.Malformed(
                DerivationLimits.MaxLength, "derivation", MalformedReason.LimitExceeded, $"at most {DerivationLimits.MaxLength} bytes", "more");
        }

        return new DerivationTextReader(text, name, directory ?? StoreDirectory.Default).Read();
    }

    /// <summary>Writes it; lists in the order that they have.</summary>
    public static byte[] Write(Derivation derivation, StoreDirectory? directory = null) =>
        DerivationTextWriter.Write(derivation, directory ?? StoreDirectory.Default);
}
