using Clu.Nix.ContentAddresses;
using Clu.Nix.Derivations;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;
using CsCheck;

namespace Clu.Nix.Tests.Derivations;

/// <summary>Derivations to try things on.</summary>
internal static class DerivationSamples
{
    /// <summary>A text with everything in it that the format has.</summary>
    public const string Text =
        """DrvWithVersion("xp-dyn-drv",[("a","","r:sha256",""),("b","","text:sha256","impure"),("c","","",""),("d","/nix/store/00000000000000000000000000000000-x-d","","")],[("/nix/store/00000000000000000000000000000000-i.drv",(["out"],[("o",["p","q"])])),("/nix/store/11111111111111111111111111111111-j.drv",["out"])],["/nix/store/00000000000000000000000000000000-s"],"x86_64-linux","/bin/sh",["-c","a\"\\\n\r\tz"],[("","ü"),("k","v")])""";

    private static readonly StorePath[] _paths = [.. "0123456789".Select(digit => StorePath.Parse(new string(digit, 32) + "-x.drv"))];

    private static readonly Gen<string> _name = Gen.String[Gen.Char["abcXYZ019+-._?="], 1, 8].Where(name => StorePath.TryParse(new string('0', 32) + "-" + name, out _));

    private static readonly Gen<DerivationString> _text = Gen.String[Gen.Char["ab\"\\\n\r\t\0\u0001\u007Fü漢\uFEFF"], 0, 12].Select(text => new DerivationString(text));

    private static readonly Gen<StorePath> _path = Gen.Int[0, _paths.Length - 1].Select(index => _paths[index]);

    private static readonly Gen<ContentAddressMethod> _method = Gen.Enum<ContentAddressMethod>();

    private static readonly Gen<Func<string, DerivationOutput>> _output = Gen.OneOf(
        _path.Select(path => new Func<string, DerivationOutput>(name => new InputAddressedOutput(name, path))),
        Gen.Const(new Func<string, DerivationOutput>(name => new DeferredOutput(name))),
        _method.Select(method => new Func<string, DerivationOutput>(name => new FloatingOutput(name, method, HashAlgorithm.Sha256))),
        _method.Select(method => new Func<string, DerivationOutput>(name => new ImpureOutput(name, method, HashAlgorithm.Sha256))),
        Gen.Select(_method, Gen.Byte.Array[1, 4], (method, content) => new Func<string, DerivationOutput>(
            name => new FixedOutput(name, new ContentAddress(method, Nix.Hashing.Hash.Of(HashAlgorithm.Sha256, content))))));

    /// <summary>Any derivation, its strings UTF-8, its lists in any order.</summary>
    public static Gen<Derivation> Any { get; } =
        from name in _name
        from outputs in Gen.Select(_name, _output).Array[0, 4]
        from inputs in Gen.Select(_path, Selection(2)).Array[0, 4]
        from sources in _path.Array[0, 4]
        from texts in Gen.Select(_text, _text, _text.Array[0, 4])
        from variables in Gen.Select(_text, _text).Array[0, 5]
        select new Derivation
        {
            Name = name,
            Outputs = [.. outputs.DistinctBy(output => output.Item1).Select(output => output.Item2(output.Item1))],
            InputDerivations = [.. inputs.DistinctBy(input => input.Item1).Select(input => new InputDerivation(input.Item1, input.Item2))],
            InputSources = [.. sources.Distinct()],
            System = texts.Item1,
            Builder = texts.Item2,
            Arguments = texts.Item3,
            Environment = [.. variables.DistinctBy(variable => variable.Item1).Select(variable => KeyValuePair.Create(variable.Item1, variable.Item2))],
        };

    private static Gen<OutputSelection> Selection(int depth)
    {
        Gen<string[]> names = _name.Array[0, 3].Select(all => all.Distinct().ToArray());
        return depth == 0
            ? names.Select(all => new OutputSelection(all))
            : from all in names
              from dynamic in Gen.Select(_name, Selection(depth - 1)).Array[0, 2]
              select new OutputSelection(all, [.. dynamic.DistinctBy(output => output.Item1).Select(output => new DynamicOutput(output.Item1, output.Item2))]);
    }
}
