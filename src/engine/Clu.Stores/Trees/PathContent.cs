using Clu.Images.Trees;
using Clu.Stores.Native;

namespace Clu.Stores.Trees;

/// <summary>The content of a file on disk, opened when it is asked for.</summary>
internal sealed class PathContent(NativePath path, long length) : IFileContent
{
    /// <inheritdoc/>
    public long Length => length;

    /// <inheritdoc/>
    /// <exception cref="Clu.Binary.CluException">The file is gone or may not be read; reading says when it has another length than before.</exception>
    public Stream Open() => new NativeFileReader(path, length);
}
