using System.Text;
using Clu.Binary;

namespace Clu.Stores.Native;

/// <summary>A path as the kernel takes it: bytes that need not be text.</summary>
internal readonly struct NativePath
{
    private readonly byte[] _terminated;

    private NativePath(byte[] terminated) => _terminated = terminated;

    /// <summary>Takes a path of the program over.</summary>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL.</exception>
    public static NativePath From(string path)
    {
        byte[] terminated = new byte[Encoding.UTF8.GetByteCount(path) + 1];
        Encoding.UTF8.GetBytes(path, terminated);
        return path.Length > 0 && terminated.AsSpan(..^1).IndexOf((byte)0) < 0
            ? new NativePath(terminated)
            : throw new ArgumentException("a path is not empty and holds no NUL", nameof(path));
    }

    /// <summary>Takes a path over that the system gave, a link target for example; it need not be text.</summary>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL.</exception>
    public static NativePath From(ReadOnlySpan<byte> path) => !path.IsEmpty && !path.Contains((byte)0)
        ? new NativePath([.. path, 0])
        : throw new ArgumentException("a path is not empty and holds no NUL", nameof(path));

    /// <summary>The path without the NUL.</summary>
    public ReadOnlySpan<byte> Bytes => _terminated.AsSpan(..^1);

    /// <summary>The path with the NUL that ends it.</summary>
    public ReadOnlySpan<byte> Terminated => _terminated;

    /// <summary>The path of an entry of this directory.</summary>
    public NativePath this[FileName name]
    {
        get
        {
            byte[] joined = new byte[_terminated.Length + 1 + name.Span.Length];
            _terminated.AsSpan(..^1).CopyTo(joined);
            joined[_terminated.Length - 1] = (byte)'/';
            name.Span.CopyTo(joined.AsSpan(_terminated.Length));
            return new NativePath(joined);
        }
    }

    /// <summary>The path for people: UTF-8, with bytes that are not replaced by U+FFFD.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_terminated.AsSpan(..^1));
}
