using Clu.Nix.Derivations;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.ServeProtocol;

/// <summary>Writes what a client asks.</summary>
/// <param name="output">Goes to the server; flushed by <see cref="Flush"/> only.</param>
/// <param name="version">What the handshake gave.</param>
/// <param name="directory">Where store paths lie.</param>
public sealed class ServeRequestWriter(Stream output, ServeVersion version, StoreDirectory directory)
{
    private readonly ProtocolWriter _writer = new(output, directory);

    /// <summary>Writes a request. An archive or export that belongs to it is to be written behind it.</summary>
    public void Write(ServeRequest request)
    {
        switch (request)
        {
            case QueryValidPathsRequest valid:
                Begin(ServeCommand.QueryValidPaths);
                _writer.Bool(valid.Lock);
                _writer.Bool(valid.Substitute);
                _writer.StorePathSet(valid.Paths);
                break;
            case QueryPathInfosRequest infos:
                Begin(ServeCommand.QueryPathInfos);
                _writer.StorePathSet(infos.Paths);
                break;
            case DumpStorePathRequest dump:
                Begin(ServeCommand.DumpStorePath);
                _writer.StorePath(dump.Path);
                break;
            case ImportPathsRequest:
                Begin(ServeCommand.ImportPaths);
                break;
            case ExportPathsRequest export:
                Begin(ServeCommand.ExportPaths);
                _writer.Bool(false);
                _writer.StorePathSet(export.Paths);
                break;
            case BuildPathsRequest build:
                Begin(ServeCommand.BuildPaths);
                _writer.Strings([.. build.Targets.Select(target => target.Print(directory))]);
                build.Options.Write(_writer, version);
                break;
            case QueryClosureRequest closure:
                Begin(ServeCommand.QueryClosure);
                _writer.Bool(closure.IncludeOutputs);
                _writer.StorePathSet(closure.Paths);
                break;
            case BuildDerivationRequest build:
                Begin(ServeCommand.BuildDerivation);
                _writer.StorePath(build.Path);
                BasicDerivation.Write(_writer, build.Derivation, directory);
                build.Options.Write(_writer, version);
                break;
            case AddToStoreNarRequest add:
                Begin(ServeCommand.AddToStoreNar);
                PathInfo(add.Info);
                break;
            default:
                throw new ArgumentException($"there is no such request as {request.GetType().Name}", nameof(request));
        }
    }

    /// <summary>Sends what was written.</summary>
    public void Flush() => _writer.Flush();

    private void Begin(ServeCommand command) => _writer.Number((ulong)command);

    private void PathInfo(StoreObjectInfo info)
    {
        _writer.StorePath(info.Path);
        _writer.OptionalStorePath(info.Deriver);
        _writer.Text(info.NarHash.Digits(HashEncoding.Base16));
        _writer.StorePathSet(info.References);
        _writer.Number(info.RegistrationTime?.ToUnixTimeSeconds() ?? 0);
        _writer.Number(info.NarSize);
        _writer.Bool(info.Ultimate);
        _writer.Signatures(info.Signatures);
        _writer.OptionalContentAddress(info.ContentAddress);
    }
}
