using System.Globalization;

namespace Clu.Nix.ServeProtocol;

/// <summary>A version of the serve protocol. The major number has been 2 since 2012.</summary>
/// <param name="Minor">The minor number, 0 to 255.</param>
public readonly record struct ServeVersion(int Minor) : IComparable<ServeVersion>
{
    /// <summary>The only major number.</summary>
    public const int Major = 2;

    /// <summary>The oldest that clu speaks: the first in which objects come with all that is known of them (Nix 2.2).</summary>
    public static readonly ServeVersion Oldest = new(5);

    /// <summary>The newest that clu speaks.</summary>
    public static readonly ServeVersion Newest = new(8);

    /// <summary>From this on the time that a build took is told.</summary>
    internal bool HasBuildTimes => Minor >= 3;

    /// <summary>From this on objects come with hash, content address and signatures.</summary>
    internal bool HasHashes => Minor >= 4;

    /// <summary>From this on what was built is told.</summary>
    internal bool HasBuiltOutputs => Minor >= 6;

    /// <summary>From this on what was built is told without JSON.</summary>
    internal bool HasPlainOutputs => Minor >= 8;

    internal ulong Number => (Major << 8) | (uint)Minor;

    /// <inheritdoc/>
    public int CompareTo(ServeVersion other) => Minor.CompareTo(other.Minor);

    /// <summary>As <c>2.7</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    /// <summary>Order of age.</summary>
    public static bool operator <(ServeVersion left, ServeVersion right) => left.Minor < right.Minor;

    /// <summary>Order of age.</summary>
    public static bool operator >(ServeVersion left, ServeVersion right) => left.Minor > right.Minor;

    /// <summary>Order of age.</summary>
    public static bool operator <=(ServeVersion left, ServeVersion right) => left.Minor <= right.Minor;

    /// <summary>Order of age.</summary>
    public static bool operator >=(ServeVersion left, ServeVersion right) => left.Minor >= right.Minor;
}
