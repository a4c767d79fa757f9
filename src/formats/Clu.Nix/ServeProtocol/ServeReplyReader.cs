using Clu.Binary;
using Clu.Nix.BuildResults;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.ServeProtocol;

/// <summary>Reads what a server answers, for a client. See <c>docs/formats/serve-protocol.md</c>.</summary>
/// <remarks>Every read may throw <see cref="MalformedDataException"/>; the connection must then be ended.</remarks>
/// <param name="input">What the server says, behind the handshake, buffered; not a byte more is taken than an answer has.</param>
/// <param name="version">What the handshake gave.</param>
/// <param name="directory">Where store paths lie.</param>
public sealed class ServeReplyReader(Stream input, ServeVersion version, StoreDirectory directory)
{
    private readonly ProtocolReader _reader = new(input, ServeMarks.Format, directory);

    /// <summary>The paths that there are.</summary>
    /// <param name="asked">The paths of the <see cref="QueryValidPathsRequest"/>; no others may come.</param>
    public IReadOnlySet<StorePath> ValidPaths(IReadOnlySet<StorePath> asked)
    {
        HashSet<StorePath> valid = [];
        _reader.List("path", () =>
        {
            long at = _reader.Wire.Offset;
            return valid.Add(Asked(asked, _reader.StorePath("path"), at));
        });
        return valid;
    }

    /// <summary>What is known of the paths that there are, in the server's order.</summary>
    /// <param name="asked">The paths of the <see cref="QueryPathInfosRequest"/>; no others may come, and none twice.</param>
    public IReadOnlyList<StoreObjectInfo> PathInfos(IReadOnlySet<StorePath> asked)
    {
        List<StoreObjectInfo> infos = [];
        HashSet<StorePath> seen = [];
        while (true)
        {
            long at = _reader.Wire.Offset;
            if (_reader.OptionalStorePath("path") is not { } path)
                return infos;
            if (!seen.Add(Asked(asked, path, at)))
                throw _reader.Wire.Malformed(at, "path", MalformedReason.Inconsistent, "each path once", $"'{path}' again");
            infos.Add(ServePathInfo.Read(_reader, path, version));
        }
    }

    /// <summary>All that some paths refer to.</summary>
    public IReadOnlyList<StorePath> Closure() => _reader.StorePathList("path");

    /// <summary>That an object or an import was taken.</summary>
    public void Accepted()
    {
        long at = _reader.Wire.Offset;
        ulong answer = _reader.Wire.Number("answer");
        if (answer != ServeMarks.Accepted)
            throw _reader.Wire.Malformed(at, "answer", MalformedReason.InvalidValue, $"{ServeMarks.Accepted}", $"{answer}");
    }

    /// <summary>How a <see cref="BuildPathsRequest"/> went.</summary>
    /// <returns>0 and nothing where all is there, else another number and why.</returns>
    public (long Status, string Message) BuildPaths()
    {
        long status = _reader.Wire.Number(ServeLimits.MaxNumber, "status");
        return (status, status == 0 ? "" : _reader.Message("message"));
    }

    /// <summary>How a <see cref="BuildDerivationRequest"/> went.</summary>
    public BuildResult BuildDerivation() => ServeBuildResult.Read(_reader, version);

    private StorePath Asked(IReadOnlySet<StorePath> asked, StorePath path, long at) => asked.Contains(path)
        ? path
        : throw _reader.Wire.Malformed(at, "path", MalformedReason.Inconsistent, "a path that was asked for", $"'{path}'");
}
