using Clu.Binary;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Derivations;

/// <summary>Reads one derivation, whole or not at all.</summary>
internal static class DerivationJsonReader
{
    public static Derivation Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return DerivationJson.Format.Read(json, root => Derivation(new DerivationMembers(root, "")));
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException)
        {
            // What is in structured attributes shows only when it is written: strings that are no Unicode, numbers too large for any float.
            throw DerivationJson.Format.Malformed("document", MalformedReason.InvalidValue, "Unicode text and finite numbers", e.Message, inner: e);
        }
    }

    private static Derivation Derivation(DerivationMembers document)
    {
        if (document.Number("version") != DerivationJson.Format.Version)
            throw DerivationJson.Format.Malformed("version", MalformedReason.Unsupported, "4", "another");
        string name = document.Name("name");
        DerivationMembers inputs = document.Object("inputs");
        Derivation derivation = new()
        {
            Name = name,
            Outputs = [.. document.Object("outputs").Each((output, value) => Output(name, output, value))],
            InputDerivations = [.. inputs.Object("drvs").Each((path, value) => new InputDerivation(InputPath(path, value.Where), Selection(value, 0)))],
            InputSources = inputs.Texts("srcs", path => Path(path, "inputs/srcs")),
            System = new DerivationString(document.Text("system")),
            Builder = new DerivationString(document.Text("builder")),
            Arguments = document.Strings("args"),
            Environment = Environment(document),
        };
        inputs.RefuseRest();
        document.RefuseRest();
        return derivation.Sorted();
    }

    private static List<KeyValuePair<DerivationString, DerivationString>> Environment(DerivationMembers document)
    {
        DerivationMembers given = document.Object("env");
        List<KeyValuePair<DerivationString, DerivationString>> variables =
            [.. given.Names.Select(name => new KeyValuePair<DerivationString, DerivationString>(new(name), new(given.Text(name))))];
        if (document.Structured("structuredAttrs") is not { } structured)
            return variables;
        if (variables.Any(variable => variable.Key == Derivations.Derivation.StructuredAttributes))
            throw DerivationJson.Format.Malformed("env/__json", MalformedReason.Inconsistent, "structured attributes once", "them in two places");
        variables.Add(new(Derivations.Derivation.StructuredAttributes, structured));
        return variables;
    }

    private static DerivationOutput Output(string derivation, string output, DerivationMembers value)
    {
        CheckName(output, value.Where);
        if (value.Names.Count == 0)
            return new DeferredOutput(output);
        if (value.Names.Contains("path"))
        {
            InputAddressedOutput addressed = new(output, Path(value.Text("path"), value.Where));
            value.RefuseRest();
            return addressed;
        }

        ContentAddressMethod method = Method(value);
        DerivationOutput result;
        if (value.Names.Contains("hash"))
        {
            string text = value.Text("hash");
            Hash hash = Hash.TryParse(text, out Hash parsed) ? parsed : throw Wrong("a hash", StorePath.Shown(text));
            CheckMethod(method, hash.Algorithm);
            string objectName = output == Derivations.Derivation.DefaultOutput ? derivation : $"{derivation}-{output}";
            CheckName(objectName, value.Where);
            result = new FixedOutput(output, new ContentAddress(method, hash));
        }
        else
        {
            string label = value.Text("hashAlgo");
            if (!HashAlgorithms.TryFind(label, out HashAlgorithm algorithm) || algorithm.Label() != label)
                throw Wrong("md5, sha1, sha256 or sha512", StorePath.Shown(label));
            CheckMethod(method, algorithm);
            result = value.Flag("impure") ? new ImpureOutput(output, method, algorithm) : new FloatingOutput(output, method, algorithm);
        }

        value.RefuseRest();
        return result;

        void CheckMethod(ContentAddressMethod how, HashAlgorithm algorithm)
        {
            if (!OutputMethod.IsPossible(how, algorithm))
                throw Wrong("sha256 for a text", algorithm.Label());
        }

        MalformedDataException Wrong(string expected, string found) =>
            DerivationJson.Format.Malformed(value.Where, MalformedReason.InvalidValue, expected, found);
    }

    private static ContentAddressMethod Method(DerivationMembers value)
    {
        string text = value.Text("method");
        return text switch
        {
            "nar" => ContentAddressMethod.Nar,
            "flat" => ContentAddressMethod.Flat,
            "text" => ContentAddressMethod.Text,
            _ => throw DerivationJson.Format.Malformed(value.Where + "/method", MalformedReason.Unsupported, "nar, flat or text", StorePath.Shown(text)),
        };
    }

    private static OutputSelection Selection(DerivationMembers value, int depth)
    {
        if (depth > DerivationLimits.MaxDynamicDepth)
            throw DerivationJson.Format.Malformed(value.Where, MalformedReason.LimitExceeded, $"{DerivationLimits.MaxDynamicDepth} levels of dynamic outputs", "more");
        OutputSelection selection = new(
            value.Texts("outputs", CheckedName),
            [
                .. value.Object("dynamicOutputs").Each((name, outputs) =>
                {
                    CheckName(name, outputs.Where);
                    return new DynamicOutput(name, Selection(outputs, depth + 1));
                }),
            ]);
        value.RefuseRest();
        return selection;

        string CheckedName(string name)
        {
            CheckName(name, value.Where);
            return name;
        }
    }

    private static StorePath InputPath(string text, string where)
    {
        StorePath path = Path(text, where);
        return Derivations.Derivation.IsDerivation(path)
            ? path
            : throw DerivationJson.Format.Malformed(where, MalformedReason.InvalidValue, "a path that ends in .drv", StorePath.Shown(text));
    }

    private static StorePath Path(string text, string where) => StorePath.TryParse(text, out StorePath? path)
        ? path
        : throw DerivationJson.Format.Malformed(where, MalformedReason.InvalidValue, "the base name of a store path", StorePath.Shown(text));

    private static void CheckName(string name, string where)
    {
        if (!StorePath.IsName(name))
            throw DerivationJson.Format.Malformed(where, MalformedReason.InvalidValue, "a name", StorePath.Shown(name));
    }
}
