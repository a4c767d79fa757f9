using Clu.Binary;

namespace Clu.Nix.Listings;

/// <summary>A file, a directory or a link in the listing of a NAR.</summary>
public abstract record ListingNode;

/// <summary>A regular file.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Executable">Whether it may be executed.</param>
/// <param name="NarOffset">Where its content begins in the unpacked NAR; null when not told.</param>
public sealed record ListingFile(long Size, bool Executable, long? NarOffset) : ListingNode;

/// <summary>A symbolic link.</summary>
/// <param name="Target">Its text.</param>
public sealed record ListingSymlink(string Target) : ListingNode;

/// <summary>A directory.</summary>
/// <param name="Entries">Sorted by the bytes of the names.</param>
public sealed record ListingDirectory(SortedList<FileName, ListingNode> Entries) : ListingNode;
