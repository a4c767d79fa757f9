using Clu.Binary;

namespace Clu.Stores;

/// <summary>Errors of derivation graphs.</summary>
internal static partial class StoreErrors
{
    public static CluException DynamicDerivation(string path) => new(
        "CLU0730", ErrorKind.Usage, $"'{path}' builds what another derivation makes only when it is built: nobody can say beforehand what it needs",
        hint: "take what dynamic derivations make as plain inputs");

    public static CluException CircleOfDerivations(string path) => new(
        "CLU0731", ErrorKind.Data, $"derivation '{path}' is an input of itself", hint: "the file was written by no Nix; evaluate it again");
}
