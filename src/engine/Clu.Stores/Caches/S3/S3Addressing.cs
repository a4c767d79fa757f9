namespace Clu.Stores.Caches.S3;

/// <summary>Where the name of the bucket stands: <c>addressing-style</c>.</summary>
internal enum S3Addressing
{
    /// <summary>Before the host on Amazon's own, in the path elsewhere and for names with a dot.</summary>
    Auto,

    /// <summary>In the path.</summary>
    Path,

    /// <summary>Before the host.</summary>
    Virtual,
}
