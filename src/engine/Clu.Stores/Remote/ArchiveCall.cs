namespace Clu.Stores.Remote;

/// <summary>Asks the other side for an archive and lets it be read.</summary>
/// <param name="read">Must read the archive to its end and no further.</param>
internal delegate void ArchiveCall(Action<Stream> read);
