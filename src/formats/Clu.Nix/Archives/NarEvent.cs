namespace Clu.Nix.Archives;

/// <summary>What a <see cref="NarReader"/> stands on.</summary>
public enum NarEvent
{
    /// <summary>Nothing was read yet.</summary>
    Start,

    /// <summary>A directory begins; its entries follow.</summary>
    BeginDirectory,

    /// <summary>The name of the node that follows.</summary>
    Entry,

    /// <summary>The directory that began last, and has not ended, ends.</summary>
    EndDirectory,

    /// <summary>A regular file; its content can be read now.</summary>
    File,

    /// <summary>A symbolic link.</summary>
    Symlink,

    /// <summary>The archive has ended, and the stream with it.</summary>
    End,
}
