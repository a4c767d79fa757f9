using Clu.Binary;
using Clu.Nix.Derivations;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.WorkerProtocol;

/// <summary>
/// Derived paths on the wire: <c>/nix/store/…-x.drv!out,dev</c>. Before 1.30 a derivation without outputs stands for all of them, and cannot be
/// asked for itself.
/// </summary>
internal static class WorkerDerivedPath
{
    private const int FirstExplicit = 30;

    public static DerivedPath Read(ProtocolReader reader, WorkerVersion version)
    {
        long at = reader.Wire.Offset;
        string text = reader.Text("derived path");
        int mark = text.IndexOf('!', StringComparison.Ordinal);
        if (!reader.Directory.TryParse(mark < 0 ? text : text[..mark], out StorePath? path))
            throw reader.Wire.Malformed(at, "derived path", MalformedReason.InvalidValue, $"a path in {reader.Directory}", StorePath.Shown(text));
        if (mark < 0)
            return new DerivedPath(path, !version.Has(FirstExplicit) && Derivation.IsDerivation(path) ? [DerivedPath.AllOutputs] : null);
        string[] outputs = text[(mark + 1)..].Split(',');
        return outputs is [DerivedPath.AllOutputs] || outputs.All(StorePath.IsName)
            ? new DerivedPath(path, outputs)
            : throw reader.Wire.Malformed(at, "derived path", MalformedReason.InvalidValue, "outputs of a derivation", StorePath.Shown(text));
    }

    /// <exception cref="InvalidOperationException">The version cannot ask for a derivation itself.</exception>
    public static void Write(ProtocolWriter writer, DerivedPath wanted, WorkerVersion version)
    {
        bool isOld = !version.Has(FirstExplicit);
        if (isOld && wanted.Outputs is null && Derivation.IsDerivation(wanted.Path))
            throw new InvalidOperationException($"version {version} of the worker protocol cannot ask for a derivation itself");
        string path = writer.Directory.Print(wanted.Path);
        writer.Text(wanted.Outputs is null || (isOld && wanted.Outputs is [DerivedPath.AllOutputs]) ? path : $"{path}!{string.Join(',', wanted.Outputs)}");
    }
}
