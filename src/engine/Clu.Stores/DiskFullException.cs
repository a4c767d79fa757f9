using Clu.Binary;

namespace Clu.Stores;

/// <summary>A store cannot be written because its disk, or the user's share of it, is full. What was finished before is kept.</summary>
/// <param name="code">Stable code.</param>
/// <param name="message">One sentence with the path.</param>
/// <param name="hint">What to do.</param>
/// <param name="inner">The cause.</param>
public sealed class DiskFullException(string code, string message, string hint, Exception? inner = null)
    : CluException(code, ErrorKind.Environment, message, hint, inner: inner);
