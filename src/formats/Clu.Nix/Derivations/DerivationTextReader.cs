using Clu.Binary;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Derivations;

/// <summary>Reads the fields in their order.</summary>
internal ref struct DerivationTextReader(ReadOnlySpan<byte> text, string name, StoreDirectory directory)
{
    private ATermReader _text = new(text);
    private bool _dynamic;

    public Derivation Read()
    {
        if (_text.IsAt("Dr"u8))
        {
            _text.Expect("DrvWithVersion(\""u8, "version");
            _text.Expect("xp-dyn-drv\","u8, "version");
            _dynamic = true;
        }
        else
        {
            _text.Expect("Derive("u8, "derivation");
        }

        IReadOnlyList<DerivationOutput> outputs = Outputs();
        int inputsAt = _text.Position;
        Derivation derivation = new()
        {
            Name = name,
            Outputs = outputs,
            InputDerivations = InputDerivations(),
            InputSources = InputSources(),
            System = Single("system"),
            Builder = Single("builder"),
            Arguments = Arguments(),
            Environment = Environment(),
        };
        _text.Expect(")"u8, "derivation");
        _text.End();
        return derivation.IsDynamic == _dynamic
            ? derivation
            : throw ATermReader.Malformed(
                inputsAt, "input derivations", MalformedReason.Inconsistent, "a dynamic output, which the version is for", "none");
    }

    private List<DerivationOutput> Outputs()
    {
        const string Field = "outputs";
        List<DerivationOutput> outputs = [];
        HashSet<string> names = [];
        _text.Expect("["u8, Field);
        for (bool first = true; _text.Item(ref first, Field);)
        {
            int at = _text.Position;
            _text.Expect("("u8, Field);
            string output = OutputName(names, Field);
            _text.Expect(","u8, Field);
            string path = _text.Text(Field);
            _text.Expect(","u8, Field);
            string method = _text.Text(Field);
            _text.Expect(","u8, Field);
            string hash = _text.Text(Field);
            _text.Expect(")"u8, Field);
            outputs.Add(new OutputFields(path, method, hash).Read(
                name, output, directory, (reason, expected, actual) => ATermReader.Malformed(at, Field, reason, expected, actual)));
        }

        _text.Expect(","u8, Field);
        return outputs;
    }

    private List<InputDerivation> InputDerivations()
    {
        const string Field = "input derivations";
        List<InputDerivation> inputs = [];
        HashSet<StorePath> paths = [];
        _text.Expect("["u8, Field);
        for (bool first = true; _text.Item(ref first, Field);)
        {
            _text.Expect("("u8, Field);
            int at = _text.Position;
            StorePath path = Path(at, _text.Text(Field), Field);
            if (!Derivation.IsDerivation(path))
                throw ATermReader.Malformed(at, Field, MalformedReason.InvalidValue, "a path that ends in .drv", $"'{path}'");
            if (!paths.Add(path))
                throw Twice(at, Field, path.BaseName);
            _text.Expect(","u8, Field);
            inputs.Add(new InputDerivation(path, Selection(Field, depth: 0)));
            _text.Expect(")"u8, Field);
        }

        _text.Expect(","u8, Field);
        return inputs;
    }

    private OutputSelection Selection(string field, int depth)
    {
        if (!_dynamic || !_text.IsAt("("u8))
            return new OutputSelection(OutputNames(field));
        int at = _text.Position;
        if (depth == DerivationLimits.MaxDynamicDepth)
            throw ATermReader.Malformed(at, field, MalformedReason.LimitExceeded, $"{DerivationLimits.MaxDynamicDepth} levels of dynamic outputs", "more");
        _text.Expect("("u8, field);
        List<string> names = OutputNames(field);
        _text.Expect(",["u8, field);
        List<DynamicOutput> dynamic = [];
        HashSet<string> seen = [];
        for (bool first = true; _text.Item(ref first, field);)
        {
            _text.Expect("("u8, field);
            string output = OutputName(seen, field);
            _text.Expect(","u8, field);
            dynamic.Add(new DynamicOutput(output, Selection(field, depth + 1)));
            _text.Expect(")"u8, field);
        }

        _text.Expect(")"u8, field);
        return dynamic.Count > 0
            ? new OutputSelection(names, dynamic)
            : throw ATermReader.Malformed(at, field, MalformedReason.InvalidValue, "a plain list where no output is dynamic", "an empty list of dynamic ones");
    }

    private List<string> OutputNames(string field)
    {
        List<string> names = [];
        HashSet<string> seen = [];
        _text.Expect("["u8, field);
        for (bool first = true; _text.Item(ref first, field);)
            names.Add(OutputName(seen, field));
        return names;
    }

    private string OutputName(HashSet<string> seen, string field)
    {
        int at = _text.Position;
        string output = _text.Text(field);
        if (!StorePath.IsName(output))
            throw ATermReader.Malformed(at, field, MalformedReason.InvalidValue, "the name of an output", StorePath.Shown(output));
        return seen.Add(output) ? output : throw Twice(at, field, output);
    }

    private List<StorePath> InputSources()
    {
        const string Field = "input sources";
        List<StorePath> sources = [];
        HashSet<StorePath> seen = [];
        _text.Expect("["u8, Field);
        for (bool first = true; _text.Item(ref first, Field);)
        {
            int at = _text.Position;
            StorePath source = Path(at, _text.Text(Field), Field);
            if (!seen.Add(source))
                throw Twice(at, Field, source.BaseName);
            sources.Add(source);
        }

        _text.Expect(","u8, Field);
        return sources;
    }

    private DerivationString Single(string field)
    {
        DerivationString value = _text.String(field);
        _text.Expect(","u8, field);
        return value;
    }

    private List<DerivationString> Arguments()
    {
        const string Field = "arguments";
        List<DerivationString> arguments = [];
        _text.Expect("["u8, Field);
        for (bool first = true; _text.Item(ref first, Field);)
            arguments.Add(_text.String(Field));
        _text.Expect(","u8, Field);
        return arguments;
    }

    private List<KeyValuePair<DerivationString, DerivationString>> Environment()
    {
        const string Field = "environment";
        List<KeyValuePair<DerivationString, DerivationString>> variables = [];
        HashSet<DerivationString> names = [];
        _text.Expect("["u8, Field);
        for (bool first = true; _text.Item(ref first, Field);)
        {
            _text.Expect("("u8, Field);
            int at = _text.Position;
            DerivationString variable = _text.String(Field);
            if (!names.Add(variable))
                throw Twice(at, Field, variable.ToString());
            _text.Expect(","u8, Field);
            variables.Add(new(variable, _text.String(Field)));
            _text.Expect(")"u8, Field);
        }

        return variables;
    }

    private readonly StorePath Path(int at, string path, string field) => directory.TryParse(path, out StorePath? parsed)
        ? parsed
        : throw ATermReader.Malformed(at, field, MalformedReason.InvalidValue, $"a store path in {directory}", StorePath.Shown(path));

    private static MalformedDataException Twice(int at, string field, string what) =>
        ATermReader.Malformed(at, field, MalformedReason.Inconsistent, "each name once", $"{StorePath.Shown(what)} again");
}
