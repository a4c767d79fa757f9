using System.Buffers;
using System.Text;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Derivations;

/// <summary>Writes the ATerm, whole or as the preimage of a hash.</summary>
internal sealed class DerivationTextWriter
{
    private static readonly SearchValues<byte> _special = SearchValues.Create("\"\\\n\r\t"u8);

    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly StoreDirectory _directory;

    private DerivationTextWriter(StoreDirectory directory) => _directory = directory;

    public static byte[] Write(Derivation derivation, StoreDirectory directory)
    {
        DerivationTextWriter writer = new(directory);
        writer.Write(derivation, derivation.InputDerivations.Select(input => (directory.Print(input.Path), input.Outputs)));
        return writer._text.WrittenSpan.ToArray();
    }

    /// <summary>The text with hashes in the place of input derivations.</summary>
    /// <param name="derivation">Sorted.</param>
    /// <param name="inputs">Sorted by hash.</param>
    /// <param name="directory">Of all paths.</param>
    public static byte[] WriteModulo(Derivation derivation, SortedDictionary<string, SortedSet<string>> inputs, StoreDirectory directory)
    {
        DerivationTextWriter writer = new(directory);
        writer.Write(derivation, inputs.Select(input => (input.Key, new OutputSelection([.. input.Value]))));
        return writer._text.WrittenSpan.ToArray();
    }

    private void Write(Derivation derivation, IEnumerable<(string Key, OutputSelection Outputs)> inputs)
    {
        _text.Write(derivation.IsDynamic ? "DrvWithVersion(\"xp-dyn-drv\",["u8 : "Derive(["u8);
        Items(derivation.Outputs, output => Output(derivation, output));
        _text.Write("],["u8);
        Items(inputs, input =>
        {
            _text.Write("("u8);
            Text(input.Key);
            _text.Write(","u8);
            Selection(input.Outputs);
            _text.Write(")"u8);
        });
        _text.Write("],["u8);
        Items(derivation.InputSources, source => Text(_directory.Print(source)));
        _text.Write("],"u8);
        Quoted(derivation.System.Span);
        _text.Write(","u8);
        Quoted(derivation.Builder.Span);
        _text.Write(",["u8);
        Items(derivation.Arguments, argument => Quoted(argument.Span));
        _text.Write("],["u8);
        Items(derivation.Environment, variable =>
        {
            _text.Write("("u8);
            Quoted(variable.Key.Span);
            _text.Write(","u8);
            Quoted(variable.Value.Span);
            _text.Write(")"u8);
        });
        _text.Write("])"u8);
    }

    private void Output(Derivation derivation, DerivationOutput output)
    {
        (string path, string method, string hash) = OutputFields.Of(derivation, output, _directory);
        _text.Write("("u8);
        Items([output.Name, path, method, hash], Text);
        _text.Write(")"u8);
    }

    private void Selection(OutputSelection outputs)
    {
        _text.Write(outputs.Dynamic.Count > 0 ? "(["u8 : "["u8);
        Items(outputs.Names, Text);
        _text.Write("]"u8);
        if (outputs.Dynamic.Count == 0)
            return;
        _text.Write(",["u8);
        Items(outputs.Dynamic, dynamic =>
        {
            _text.Write("("u8);
            Text(dynamic.Name);
            _text.Write(","u8);
            Selection(dynamic.Outputs);
            _text.Write(")"u8);
        });
        _text.Write("])"u8);
    }

    private void Items<T>(IEnumerable<T> items, Action<T> write)
    {
        bool first = true;
        foreach (T item in items)
        {
            if (!first)
                _text.Write(","u8);
            first = false;
            write(item);
        }
    }

    private void Text(string text) => Quoted(Encoding.UTF8.GetBytes(text));

    private void Quoted(ReadOnlySpan<byte> bytes)
    {
        _text.Write("\""u8);
        for (int special; (special = bytes.IndexOfAny(_special)) >= 0; bytes = bytes[(special + 1)..])
        {
            _text.Write(bytes[..special]);
            _text.Write(bytes[special] switch
            {
                (byte)'\n' => "\\n"u8,
                (byte)'\r' => "\\r"u8,
                (byte)'\t' => "\\t"u8,
                (byte)'"' => "\\\""u8,
                _ => "\\\\"u8,
            });
        }

        _text.Write(bytes);
        _text.Write("\""u8);
    }
}
