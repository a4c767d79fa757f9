using Clu.Nix.BuildTraces;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Wire;

/// <summary>Writes what <see cref="ProtocolReader"/> reads.</summary>
/// <param name="output">Gets the bytes; flushed by <see cref="Flush"/> only, not disposed.</param>
/// <param name="directory">Where store paths lie.</param>
internal sealed class ProtocolWriter(Stream output, StoreDirectory directory)
{
    /// <summary>Where store paths lie.</summary>
    public StoreDirectory Directory => directory;

    /// <summary>The output, to write an archive into it.</summary>
    public Stream Output => output;

    public void Number(ulong value) => WireWriter.Number(output, value);

    public void Number(long value) => WireWriter.Number(output, checked((ulong)value));

    public void Bool(bool value) => WireWriter.Number(output, value ? 1UL : 0);

    public void Text(string text) => WireWriter.String(output, text);

    public void StorePath(StorePath path) => Text(directory.Print(path));

    public void OptionalStorePath(StorePath? path) => Text(path is null ? "" : directory.Print(path));

    /// <summary>Writes a set: sorted, each path once.</summary>
    public void StorePathSet(IEnumerable<StorePath> paths) => List([.. paths.Distinct().Order()], StorePath);

    /// <summary>Writes a list in its order.</summary>
    public void Strings(IReadOnlyCollection<string> texts) => List(texts, Text);

    /// <summary>Writes a set of ASCII strings: sorted, each once.</summary>
    public void StringSet(IEnumerable<string> texts) => Strings([.. texts.Distinct().Order(StringComparer.Ordinal)]);

    public void Signatures(IEnumerable<Signature> signatures) => StringSet(signatures.Select(signature => signature.ToString()));

    public void List<T>(IReadOnlyCollection<T> members, Action<T> write)
    {
        Number(members.Count);
        foreach (T member in members)
            write(member);
    }

    public void ContentAddress(ContentAddress address) => Text(address.ToString());

    public void OptionalContentAddress(ContentAddress? address) => Text(address?.ToString() ?? "");

    public void RealisationId(RealisationId id) => Text(id.ToString());

    public void Realisation(Realisation realisation) => WireWriter.Bytes(output, realisation.ToJson());

    public void Trace(StorePath path, IEnumerable<Signature> signatures)
    {
        StorePath(path);
        Signatures(signatures);
    }

    public void TraceEntry(BuildTraceEntry entry)
    {
        StorePath(entry.Derivation);
        Text(entry.Output);
        Trace(entry.Path, entry.Signatures);
    }

    public void Flush() => output.Flush();
}
