namespace Clu.Nix.Archives;

/// <summary>The fixed words of the format, and its padding.</summary>
internal static class NarTokens
{
    /// <summary>Strings are padded with zeros to a multiple of this.</summary>
    public const int Alignment = sizeof(ulong);

    /// <summary>No word is longer; the longest has 13 bytes.</summary>
    public const int MaxLength = 32;

    public static ReadOnlySpan<byte> Magic => "nix-archive-1"u8;

    public static ReadOnlySpan<byte> Open => "("u8;

    public static ReadOnlySpan<byte> Close => ")"u8;

    public static ReadOnlySpan<byte> Type => "type"u8;

    public static ReadOnlySpan<byte> Regular => "regular"u8;

    public static ReadOnlySpan<byte> Executable => "executable"u8;

    public static ReadOnlySpan<byte> Contents => "contents"u8;

    public static ReadOnlySpan<byte> Symlink => "symlink"u8;

    public static ReadOnlySpan<byte> Target => "target"u8;

    public static ReadOnlySpan<byte> Directory => "directory"u8;

    public static ReadOnlySpan<byte> Entry => "entry"u8;

    public static ReadOnlySpan<byte> Name => "name"u8;

    public static ReadOnlySpan<byte> Node => "node"u8;

    /// <summary>Zeros that follow a string of this length.</summary>
    public static int Padding(long length) => (int)(-length & (Alignment - 1));
}
