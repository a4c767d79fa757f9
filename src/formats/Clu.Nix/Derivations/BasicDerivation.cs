using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.Derivations;

/// <summary>A derivation without input derivations, as the protocols write it: all that it needs is among its input sources.</summary>
internal static class BasicDerivation
{
    public static Derivation Read(ProtocolReader reader, string name)
    {
        long begin = reader.Wire.Offset;
        return new Derivation
        {
            Name = name,
            Outputs = Unique(reader, "output", () => Output(reader, name), output => output.Name),
            InputSources = Unique(reader, "input source", () => reader.StorePath("input source"), path => path),
            System = String(reader, "system", begin),
            Builder = String(reader, "builder", begin),
            Arguments = reader.List("argument", () => String(reader, "argument", begin)),
            Environment = Unique(reader, "variable", () => KeyValuePair.Create(String(reader, "variable", begin), String(reader, "value", begin)), pair => pair.Key),
        };
    }

    public static void Write(ProtocolWriter writer, Derivation derivation, StoreDirectory directory)
    {
        if (derivation.InputDerivations.Count > 0)
            throw new ArgumentException("a derivation goes over a protocol without input derivations", nameof(derivation));
        writer.List([.. derivation.Outputs.OrderBy(output => output.Name, StringComparer.Ordinal)], output =>
        {
            (string path, string method, string hash) = OutputFields.Of(derivation, output, directory);
            writer.Text(output.Name);
            writer.Text(path);
            writer.Text(method);
            writer.Text(hash);
        });
        writer.StorePathSet(derivation.InputSources);
        String(writer, derivation.System);
        String(writer, derivation.Builder);
        writer.List(derivation.Arguments, argument => String(writer, argument));
        writer.List([.. derivation.Environment.OrderBy(variable => variable.Key)], variable =>
        {
            String(writer, variable.Key);
            String(writer, variable.Value);
        });
    }

    private static DerivationOutput Output(ProtocolReader reader, string derivation)
    {
        long at = reader.Wire.Offset;
        string output = reader.OutputName();
        return new OutputFields(reader.Text("path"), reader.Text("method"), reader.Text("hash")).Read(
            derivation, output, reader.Directory, (reason, expected, actual) => reader.Wire.Malformed(at, "output", reason, expected, actual));
    }

    private static List<T> Unique<T, TKey>(ProtocolReader reader, string field, Func<T> member, Func<T, TKey> key)
    {
        HashSet<TKey> seen = [];
        return reader.List(field, () =>
        {
            long at = reader.Wire.Offset;
            T read = member();
            return seen.Add(key(read))
                ? read
                : throw reader.Wire.Malformed(at, field, MalformedReason.Inconsistent, "each name once", $"{StorePath.Shown($"{key(read)}")} again");
        });
    }

    private static DerivationString String(ProtocolReader reader, string field, long begin)
    {
        long left = DerivationLimits.MaxLength - (reader.Wire.Offset - begin);
        return new DerivationString(reader.Wire.Bytes((int)Math.Max(left, 0), field));
    }

    private static void String(ProtocolWriter writer, DerivationString text) => WireWriter.Bytes(writer.Output, text.Span);
}
