using Clu.Binary;

namespace Clu.Nix.Archives;

/// <summary>
/// Writes one tree as a Nix archive, node by node: a root, and in a directory each child after its <see cref="Entry"/>.
/// The output is complete and flushed when the root is. Layout: <c>docs/formats/nar.md</c>.
/// </summary>
/// <remarks>Calls out of turn throw <see cref="InvalidOperationException"/>. After any error the output is of no use.</remarks>
public sealed class NarWriter : IDisposable
{
    private readonly NarOutput _output;
    private readonly Stack<FileName?> _open = new();
    private bool _expectsNode = true;
    private bool _disposed;

    /// <summary>Starts an archive.</summary>
    /// <param name="output">Gets the bytes in large pieces; not disposed.</param>
    public NarWriter(Stream output)
    {
        _output = new NarOutput(output);
        _output.String(NarTokens.Magic);
    }

    /// <summary>Whether the root is written, and with it the whole archive.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Opens a directory.</summary>
    /// <exception cref="CluException">CLU0106: directories are nested deeper than Nix reads.</exception>
    public void BeginDirectory()
    {
        BeginNode(NarTokens.Directory);
        _open.Push(null);
        _expectsNode = false;
    }

    /// <summary>Names the node that is written next into the open directory.</summary>
    /// <param name="name">After the name before it in byte order.</param>
    /// <exception cref="CluException">CLU0106: the name is not after the one before it.</exception>
    public void Entry(FileName name)
    {
        if (_expectsNode || !_open.TryPop(out FileName? last))
            throw OutOfTurn(nameof(Entry));
        if (last is { } before && before >= name)
            throw NixErrors.NotAnArchiveTree($"entry '{name}' comes after '{before}', and names must ascend byte by byte");
        if (name.Span.IsEmpty)
            throw new ArgumentException("an entry needs a name", nameof(name));
        _open.Push(name);
        _output.String(NarTokens.Entry);
        _output.String(NarTokens.Open);
        _output.String(NarTokens.Name);
        _output.String(name.Span);
        _output.String(NarTokens.Node);
        _expectsNode = true;
    }

    /// <summary>Closes the directory that was opened last.</summary>
    public void EndDirectory()
    {
        if (_expectsNode || !_open.TryPop(out _))
            throw OutOfTurn(nameof(EndDirectory));
        EndNode();
    }

    /// <summary>Writes a regular file.</summary>
    /// <param name="executable">Whether it may be executed; nothing else of its mode is kept.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="content">Read to its end; not disposed.</param>
    /// <exception cref="CluException">CLU0105: <paramref name="content"/> has fewer or more bytes.</exception>
    public void File(bool executable, long length, Stream content)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        BeginFile(executable);
        _output.Content(length, content);
        EndNode();
    }

    /// <summary>Writes a regular file from memory.</summary>
    public void File(bool executable, ReadOnlySpan<byte> content)
    {
        BeginFile(executable);
        _output.String(content);
        EndNode();
    }

    /// <summary>Writes a symbolic link.</summary>
    /// <param name="target">Its text, 1 to 4095 bytes without NUL.</param>
    /// <exception cref="CluException">CLU0106: no link can have that target.</exception>
    public void Symlink(ReadOnlySpan<byte> target)
    {
        if (target.IsEmpty || target.Length > NarLimits.Default.MaxTargetLength || target.Contains((byte)0))
            throw NixErrors.NotAnArchiveTree($"a symbolic link has a target of {target.Length} bytes; 1 to 4095 without NUL are possible");
        BeginNode(NarTokens.Symlink);
        _output.String(NarTokens.Target);
        _output.String(target);
        EndNode();
    }

    /// <summary>Gives the buffer back; does not write.</summary>
    public void Dispose()
    {
        _disposed = true;
        _output.Dispose();
    }

    private void BeginFile(bool executable)
    {
        BeginNode(NarTokens.Regular);
        if (executable)
        {
            _output.String(NarTokens.Executable);
            _output.String([]);
        }

        _output.String(NarTokens.Contents);
    }

    private void BeginNode(ReadOnlySpan<byte> type)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_expectsNode)
            throw OutOfTurn("a node");
        if (_open.Count > NarLimits.Default.MaxDepth)
            throw NixErrors.NotAnArchiveTree($"'{_open.Peek()}' lies in more than {NarLimits.Default.MaxDepth} directories, which Nix does not read");
        _output.String(NarTokens.Open);
        _output.String(NarTokens.Type);
        _output.String(type);
    }

    private void EndNode()
    {
        _output.String(NarTokens.Close);
        _expectsNode = false;
        if (_open.Count > 0)
        {
            // The node ended an entry of the directory around it.
            _output.String(NarTokens.Close);
            return;
        }

        _output.Flush();
        IsComplete = true;
    }

    private static InvalidOperationException OutOfTurn(string what) => new($"the archive cannot take {what} here");
}
