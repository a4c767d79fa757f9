using Clu.Binary;

namespace Clu.Fuzz;

/// <summary>One reader under fire. List it in <see cref="FuzzTargets"/>.</summary>
public interface IFuzzTarget
{
    /// <summary>Name on the command line, for example <c>nar</c>.</summary>
    string Name { get; }

    /// <summary>Well-formed inputs to start from; small ones find more.</summary>
    IEnumerable<byte[]> Seeds();

    /// <summary>Reads the input: returns, or throws <see cref="MalformedDataException"/>. Any other exception is a finding.</summary>
    void Run(ReadOnlySpan<byte> input);
}
