using System.Text;
using System.Text.Json;
using Clu.Nix.Hashing;

namespace Clu.Nix.Derivations;

/// <summary>Writes one derivation, keys sorted.</summary>
internal static class DerivationJsonWriter
{
    public static void Write(Derivation derivation, JsonText json)
    {
        Derivation sorted = derivation.Sorted();
        CheckUtf8(sorted);
        json.Begin('{');
        json.Name("args"u8);
        json.Begin('[');
        foreach (DerivationString argument in sorted.Arguments)
            json.String(argument.Span);
        json.End(']');
        json.Name("builder"u8);
        json.String(sorted.Builder.Span);
        json.Name("env"u8);
        json.Begin('{');
        foreach ((DerivationString name, DerivationString value) in sorted.Environment.Where(pair => pair.Key != Derivation.StructuredAttributes))
        {
            json.Name(name.Span);
            json.String(value.Span);
        }

        json.End('}');
        json.Name("inputs"u8);
        Inputs(sorted, json);
        json.Name("name"u8);
        json.String(sorted.Name);
        json.Name("outputs"u8);
        json.Begin('{');
        foreach (DerivationOutput output in sorted.Outputs)
        {
            json.Name(Encoding.UTF8.GetBytes(output.Name));
            Output(output, json);
        }

        json.End('}');
        foreach ((DerivationString name, DerivationString value) in sorted.Environment.Where(pair => pair.Key == Derivation.StructuredAttributes))
        {
            json.Name("structuredAttrs"u8);
            Structured(sorted, value, json);
        }

        json.Name("system"u8);
        json.String(sorted.System.Span);
        json.Name("version"u8);
        json.Word("4"u8);
        json.End('}');
    }

    private static void CheckUtf8(Derivation derivation)
    {
        IEnumerable<DerivationString> all =
        [
            derivation.System, derivation.Builder, .. derivation.Arguments, .. derivation.Environment.SelectMany(pair => new[] { pair.Key, pair.Value }),
        ];
        foreach (DerivationString text in all)
        {
            if (!text.IsUtf8)
                throw NixErrors.NotJson(derivation.Name, $"{StorePaths.StorePath.Shown(text.ToString())} is not UTF-8");
        }
    }

    private static void Inputs(Derivation derivation, JsonText json)
    {
        json.Begin('{');
        json.Name("drvs"u8);
        json.Begin('{');
        foreach (InputDerivation input in derivation.InputDerivations)
        {
            json.Name(Encoding.ASCII.GetBytes(input.Path.BaseName));
            Selection(input.Outputs, json);
        }

        json.End('}');
        json.Strings("srcs"u8, derivation.InputSources, source => source.BaseName);
        json.End('}');
    }

    private static void Selection(OutputSelection outputs, JsonText json)
    {
        json.Begin('{');
        json.Name("dynamicOutputs"u8);
        json.Begin('{');
        foreach (DynamicOutput dynamic in outputs.Dynamic)
        {
            json.Name(Encoding.UTF8.GetBytes(dynamic.Name));
            Selection(dynamic.Outputs, json);
        }

        json.End('}');
        json.Strings("outputs"u8, outputs.Names, name => name);
        json.End('}');
    }

    private static void Output(DerivationOutput output, JsonText json)
    {
        json.Begin('{');
        switch (output)
        {
            case InputAddressedOutput addressed:
                json.Name("path"u8);
                json.String(addressed.Path.BaseName);
                break;
            case FixedOutput known:
                json.Name("hash"u8);
                json.String(known.Address.Hash.Format(HashEncoding.Sri));
                json.Name("method"u8);
                json.String(OutputMethod.JsonName(known.Address.Method));
                break;
            case FloatingOutput floating:
                json.Name("hashAlgo"u8);
                json.String(floating.Algorithm.Label());
                json.Name("method"u8);
                json.String(OutputMethod.JsonName(floating.Method));
                break;
            case ImpureOutput impure:
                json.Name("hashAlgo"u8);
                json.String(impure.Algorithm.Label());
                json.Name("impure"u8);
                json.Word("true"u8);
                json.Name("method"u8);
                json.String(OutputMethod.JsonName(impure.Method));
                break;
        }

        json.End('}');
    }

    private static void Structured(Derivation derivation, DerivationString text, JsonText json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                text.Span.ToArray(), new JsonDocumentOptions { MaxDepth = DerivationLimits.MaxJsonDepth });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw NixErrors.NotJson(derivation.Name, "its structured attributes are no JSON object");
            json.Value(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw NixErrors.NotJson(derivation.Name, $"its structured attributes are no JSON: {e.Message}");
        }
    }
}
