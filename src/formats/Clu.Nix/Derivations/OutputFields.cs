using Clu.Binary;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Derivations;

/// <summary>An output as three texts, which ATerm and the protocols share.</summary>
/// <param name="Path">Full store path; empty where it is not known.</param>
/// <param name="Method">How its content is hashed; empty where it is not.</param>
/// <param name="Hash">Digits in base 16, <c>impure</c>, or empty.</param>
internal readonly record struct OutputFields(string Path, string Method, string Hash)
{
    /// <summary>Makes an error of the format that the texts stand in.</summary>
    public delegate MalformedDataException Malformed(MalformedReason reason, string expected, string actual);

    /// <summary>The texts of an output.</summary>
    public static OutputFields Of(Derivation derivation, DerivationOutput output, StoreDirectory directory) => output switch
    {
        InputAddressedOutput addressed => new(directory.Print(addressed.Path), "", ""),
        FixedOutput known => new(
            directory.Print(new StorePathFactory(directory).FixedOutput(derivation.OutputObjectName(known.Name), known.Address)),
            OutputMethod.Format(known.Address.Method, known.Address.Hash.Algorithm),
            known.Address.Hash.Digits(HashEncoding.Base16)),
        FloatingOutput floating => new("", OutputMethod.Format(floating.Method, floating.Algorithm), ""),
        ImpureOutput impure => new("", OutputMethod.Format(impure.Method, impure.Algorithm), "impure"),
        _ => new("", "", ""),
    };

    /// <summary>The output that the texts say.</summary>
    /// <param name="derivation">Name of the derivation.</param>
    /// <param name="output">Name of the output.</param>
    /// <param name="directory">Where store paths lie.</param>
    /// <param name="malformed">Makes the error.</param>
    public DerivationOutput Read(string derivation, string output, StoreDirectory directory, Malformed malformed)
    {
        if (Method.Length == 0)
        {
            if (Hash.Length > 0)
                throw malformed(MalformedReason.InvalidValue, "no hash without its algorithm", $"'{Hash}'");
            return Path.Length == 0 ? new DeferredOutput(output) : new InputAddressedOutput(output, ReadPath(directory, malformed));
        }

        (ContentAddressMethod how, HashAlgorithm algorithm) = OutputMethod.TryParse(Method)
            ?? throw malformed(MalformedReason.Unsupported, "md5, sha1, sha256 or sha512, r: before it, or text:sha256", StorePath.Shown(Method));
        if (Hash is "" or "impure")
        {
            if (Path.Length > 0)
                throw malformed(MalformedReason.InvalidValue, "no path before it is built", StorePath.Shown(Path));
            return Hash.Length == 0 ? new FloatingOutput(output, how, algorithm) : new ImpureOutput(output, how, algorithm);
        }

        if (!Hashing.Hash.TryParse($"{algorithm.Label()}:{Hash}", out Hash parsed) || parsed.Digits(HashEncoding.Base16) != Hash)
            throw malformed(MalformedReason.InvalidValue, $"the base 16 digits of a {algorithm.Label()} hash", StorePath.Shown(Hash));
        FixedOutput known = new(output, new ContentAddress(how, parsed));
        string objectName = output == Derivation.DefaultOutput ? derivation : $"{derivation}-{output}";
        if (!StorePath.IsName(objectName))
            throw malformed(MalformedReason.InvalidValue, "names that make one of a store object", StorePath.Shown(objectName));
        StorePath expected = new StorePathFactory(directory).FixedOutput(objectName, known.Address);
        return ReadPath(directory, malformed) == expected
            ? known
            : throw malformed(MalformedReason.Inconsistent, $"the path {expected}, which the hash gives", StorePath.Shown(Path));
    }

    private StorePath ReadPath(StoreDirectory directory, Malformed malformed) => directory.TryParse(Path, out StorePath? parsed)
        ? parsed
        : throw malformed(MalformedReason.InvalidValue, $"a store path in {directory}", StorePath.Shown(Path));
}
