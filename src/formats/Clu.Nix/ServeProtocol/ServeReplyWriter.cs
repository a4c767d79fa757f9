using Clu.Nix.BuildResults;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.ServeProtocol;

/// <summary>Writes what a server answers.</summary>
/// <param name="output">Goes to the client; flushed by <see cref="Flush"/> only.</param>
/// <param name="version">What the handshake gave.</param>
/// <param name="directory">Where store paths lie.</param>
public sealed class ServeReplyWriter(Stream output, ServeVersion version, StoreDirectory directory)
{
    private readonly ProtocolWriter _writer = new(output, directory);

    /// <summary>The answer to <see cref="QueryValidPathsRequest"/> and <see cref="QueryClosureRequest"/>.</summary>
    public void Paths(IEnumerable<StorePath> paths) => _writer.StorePathSet(paths);

    /// <summary>One object of the answer to <see cref="QueryPathInfosRequest"/>.</summary>
    public void PathInfo(StoreObjectInfo info)
    {
        _writer.StorePath(info.Path);
        ServePathInfo.Write(_writer, info, version);
    }

    /// <summary>The end of the answer to <see cref="QueryPathInfosRequest"/>.</summary>
    public void EndPathInfos() => _writer.OptionalStorePath(null);

    /// <summary>The answer to <see cref="AddToStoreNarRequest"/> and <see cref="ImportPathsRequest"/>.</summary>
    public void Accepted() => _writer.Number(ServeMarks.Accepted);

    /// <summary>The answer to <see cref="BuildPathsRequest"/>.</summary>
    /// <param name="status">0 where all is there.</param>
    /// <param name="message">Why it is not; not written where it is.</param>
    public void BuildPaths(long status, string message)
    {
        _writer.Number(status);
        if (status != 0)
            _writer.Text(message);
    }

    /// <summary>The answer to <see cref="BuildDerivationRequest"/>.</summary>
    public void BuildDerivation(BuildResult result) => ServeBuildResult.Write(_writer, result, version);

    /// <summary>Sends what was written.</summary>
    public void Flush() => _writer.Flush();
}
