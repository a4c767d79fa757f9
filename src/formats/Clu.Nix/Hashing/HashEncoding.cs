namespace Clu.Nix.Hashing;

/// <summary>How the bytes of a hash are written.</summary>
public enum HashEncoding
{
    /// <summary>Lower-case hexadecimal digits, first byte first: <c>sha256:ba78…</c>.</summary>
    Base16,

    /// <summary>Nix's own base 32, last byte first: <c>sha256:1b8m…</c>. See <see cref="Hashing.Nix32"/>.</summary>
    Nix32,

    /// <summary>Base 64 with padding, RFC 4648 section 4: <c>sha256:ungW…=</c>.</summary>
    Base64,

    /// <summary>Subresource integrity, base 64 after a dash: <c>sha256-ungW…=</c>.</summary>
    Sri,
}
