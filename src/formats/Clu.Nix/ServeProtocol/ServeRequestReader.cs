using Clu.Binary;
using Clu.Nix.Derivations;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.ServeProtocol;

/// <summary>Reads what a client asks, for a server. See <c>docs/formats/serve-protocol.md</c>.</summary>
/// <param name="input">What the client says, behind the handshake, buffered; not a byte more is taken than a request has.</param>
/// <param name="version">What the handshake gave.</param>
/// <param name="directory">Where store paths lie.</param>
public sealed class ServeRequestReader(Stream input, ServeVersion version, StoreDirectory directory)
{
    private readonly ProtocolReader _reader = new(input, ServeMarks.Format, directory);

    /// <summary>Reads the next request. An archive or export that belongs to it follows in the input.</summary>
    /// <returns>The request, or null when the client is done.</returns>
    /// <exception cref="MalformedDataException">It is none, or cut off. The connection must then be ended.</exception>
    public ServeRequest? Next()
    {
        if (_reader.Wire.AtEnd())
            return null;
        long at = _reader.Wire.Offset;
        ulong command = _reader.Wire.Number("command");
        return command switch
        {
            (ulong)ServeCommand.QueryValidPaths => QueryValidPaths(),
            (ulong)ServeCommand.QueryPathInfos => new QueryPathInfosRequest(Paths()),
            (ulong)ServeCommand.DumpStorePath => new DumpStorePathRequest(_reader.StorePath("path")),
            (ulong)ServeCommand.ImportPaths => new ImportPathsRequest(),
            (ulong)ServeCommand.ExportPaths => ExportPaths(),
            (ulong)ServeCommand.BuildPaths => BuildPaths(),
            (ulong)ServeCommand.QueryClosure => QueryClosure(),
            (ulong)ServeCommand.BuildDerivation => BuildDerivation(),
            (ulong)ServeCommand.AddToStoreNar => new AddToStoreNarRequest(PathInfo()),
            _ => throw _reader.Wire.Malformed(at, "command", MalformedReason.Unsupported, "1 to 9", $"{command}"),
        };
    }

    private List<StorePath> Paths() => _reader.StorePathList("path");

    private QueryValidPathsRequest QueryValidPaths()
    {
        bool keep = _reader.Wire.Bool("lock"), substitute = _reader.Wire.Bool("substitute");
        return new QueryValidPathsRequest(Paths(), keep, substitute);
    }

    private ExportPathsRequest ExportPaths()
    {
        // Whether to sign, once.
        _reader.Wire.Number("sign");
        return new ExportPathsRequest(Paths());
    }

    private BuildPathsRequest BuildPaths()
    {
        List<ServeBuildTarget> targets = _reader.List("target", () => _reader.Parse("target", text => ServeBuildTarget.Parse(text, directory)));
        return new BuildPathsRequest(targets, ServeBuildOptions.Read(_reader, version));
    }

    private QueryClosureRequest QueryClosure()
    {
        bool outputs = _reader.Wire.Bool("include outputs");
        return new QueryClosureRequest(Paths(), outputs);
    }

    private BuildDerivationRequest BuildDerivation()
    {
        long at = _reader.Wire.Offset;
        StorePath path = _reader.StorePath("derivation");
        if (!Derivation.IsDerivation(path))
            throw _reader.Wire.Malformed(at, "derivation", MalformedReason.InvalidValue, "a path that ends in .drv", $"'{path}'");
        Derivation derivation = BasicDerivation.Read(_reader, Derivation.NameOf(path));
        return new BuildDerivationRequest(path, derivation, ServeBuildOptions.Read(_reader, version));
    }

    private StoreObjectInfo PathInfo()
    {
        StorePath path = _reader.StorePath("path");
        StorePath? deriver = _reader.OptionalStorePath("deriver");
        Hash hash = _reader.Hash("NAR hash", HashAlgorithm.Sha256);
        List<StorePath> references = _reader.StorePathList("reference");
        long registered = _reader.Wire.Number(ServeLimits.MaxTime, "registration time");
        long at = _reader.Wire.Offset;
        long size = _reader.Wire.Number(ServeLimits.MaxNarSize, "NAR size");
        if (size == 0)
            throw _reader.Wire.Malformed(at, "NAR size", MalformedReason.InvalidValue, "the bytes of an archive", "0");
        return new StoreObjectInfo
        {
            Path = path,
            Deriver = deriver,
            NarHash = hash,
            References = references,
            RegistrationTime = registered == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(registered),
            NarSize = size,
            Ultimate = _reader.Wire.Bool("ultimate"),
            Signatures = _reader.Signatures(),
            ContentAddress = _reader.OptionalContentAddress("content address"),
        };
    }
}
