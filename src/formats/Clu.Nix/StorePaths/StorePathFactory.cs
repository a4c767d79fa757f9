using System.Text;
using Clu.Binary;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;

namespace Clu.Nix.StorePaths;

/// <summary>
/// Computes store paths from content. The formula is on <c>docs/formats/store-paths.md</c>: SHA-256 of
/// <c>type:sha256:inner:directory:name</c>, folded to twenty bytes.
/// </summary>
/// <param name="directory">The logical store directory.</param>
public sealed class StorePathFactory(StoreDirectory directory)
{
    /// <summary>For <c>/nix/store</c>.</summary>
    public static StorePathFactory Default { get; } = new(StoreDirectory.Default);

    /// <summary>The logical store directory.</summary>
    public StoreDirectory Directory => directory;

    /// <summary>The path of an object with this content address.</summary>
    /// <param name="name">The object's name.</param>
    /// <param name="address">Hash of the content; for a self reference, of the content modulo its own hash part.</param>
    /// <param name="references">What it refers to.</param>
    /// <exception cref="CluException">CLU0102: the name is not allowed. CLU0104: this kind of address takes no such references.</exception>
    public StorePath FromContentAddress(string name, ContentAddress address, StoreReferences references)
    {
        if (address.Method == ContentAddressMethod.Text)
        {
            return references.Self
                ? throw NixErrors.SelfReferenceNotAllowed(name)
                : Compose(Typed("text", references), address.Hash, name);
        }

        if (address is { Method: ContentAddressMethod.Nar, Hash.Algorithm: HashAlgorithm.Sha256 })
            return Compose(Typed("source", references), address.Hash, name);
        if (references.Self || references.Others.Count > 0)
            throw NixErrors.ReferencesNotAllowed(name, address.ToString());
        string prefix = address.Method == ContentAddressMethod.Nar ? "r:" : "";
        Hash inner = Sha256($"fixed:out:{prefix}{address.Hash.Format(HashEncoding.Base16)}:");
        return Compose("output:out", inner, name);
    }

    /// <summary>The path of one text file, as <c>builtins.toFile</c> makes it.</summary>
    /// <inheritdoc cref="FromContentAddress" path="/exception"/>
    public StorePath Text(string name, ReadOnlySpan<byte> content, IReadOnlyCollection<StorePath> references) => FromContentAddress(
        name, new ContentAddress(ContentAddressMethod.Text, Hash.Of(HashAlgorithm.Sha256, content)), new StoreReferences(references));

    /// <summary>The path of a tree addressed by the SHA-256 of its NAR.</summary>
    /// <inheritdoc cref="FromContentAddress" path="/exception"/>
    public StorePath Source(string name, Hash narHash, StoreReferences references) =>
        FromContentAddress(name, new ContentAddress(ContentAddressMethod.Nar, narHash), references);

    /// <summary>The path of an object without references that is known by its hash, as <c>fetchurl</c> makes it.</summary>
    /// <inheritdoc cref="FromContentAddress" path="/exception"/>
    public StorePath FixedOutput(string name, ContentAddress address) => FromContentAddress(name, address, StoreReferences.None);

    /// <summary>The path of an input-addressed output.</summary>
    /// <param name="output">The output's name.</param>
    /// <param name="modulo">The derivation's hash; see <see cref="Derivations.DerivationHasher"/>.</param>
    /// <param name="name">The object's name.</param>
    /// <exception cref="CluException">CLU0102: the name is not allowed.</exception>
    internal StorePath Output(string output, Hash modulo, string name) => Compose("output:" + output, modulo, name);

    /// <summary>The bytes of a hash laid over one another until <see cref="StorePath.HashPartSize"/> are left.</summary>
    internal static byte[] Fold(Hash hash)
    {
        byte[] folded = new byte[StorePath.HashPartSize];
        for (int i = 0; i < hash.Bytes.Length; i++)
            folded[i % folded.Length] ^= hash.Bytes[i];
        return folded;
    }

    private StorePath Compose(string type, Hash inner, string name)
    {
        StorePath.CheckName(name);
        return StorePath.Create(Fold(Sha256($"{type}:{inner.Format(HashEncoding.Base16)}:{directory.Path}:{name}")), name);
    }

    private string Typed(string type, StoreReferences references)
    {
        StringBuilder text = new(type);
        foreach (StorePath reference in references.Others.Distinct().Order())
            text.Append(':').Append(directory.Print(reference));
        return text.Append(references.Self ? ":self" : "").ToString();
    }

    private static Hash Sha256(string text) => Hash.Of(HashAlgorithm.Sha256, Encoding.UTF8.GetBytes(text));
}
