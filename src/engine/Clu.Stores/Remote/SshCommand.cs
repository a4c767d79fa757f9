using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Clu.Stores.Remote;

/// <summary>
/// The program that answers for an <c>ssh://</c> or <c>ssh-ng://</c> store, and the words with which Nix 2.34 calls it. Holds the file of the host's
/// key while it is needed.
/// </summary>
internal sealed class SshCommand : IDisposable
{
    /// <summary>The parameters that URLs of both schemes have.</summary>
    public static readonly string[] Parameters =
        ["ssh-key", "compress", "base64-ssh-public-host-key", "remote-program", "remote-store", "max-connections"];

    private const int MostConnections = 1024;

    private readonly StoreUrl _url;
    private readonly string? _hostKeys;

    /// <param name="url">The URL; its other parameters are not looked at.</param>
    /// <param name="program">The program at the other end, where <c>remote-program</c> does not say another.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="variable">Looks an environment variable up.</param>
    /// <exception cref="Binary.CluException">CLU0313: host or parameters are wrong.</exception>
    public SshCommand(StoreUrl url, string program, IReadOnlyList<string> arguments, Func<string, string?> variable)
    {
        _url = url;
        Target = SshTarget.Parse(url);
        Connections = ReadConnections();
        string[] named = Parameter("remote-program")?.Split((char[])[' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        List<string> remote = [.. named.Length > 0 ? named : [program], .. arguments];
        if (Parameter("remote-store") is { Length: > 0 } store)
            remote.AddRange(["--store", store]);
        if (Target.IsHere)
        {
            Program = remote[0];
            Arguments = remote[1..];
            return;
        }

        _hostKeys = Parameter("base64-ssh-public-host-key") is { Length: > 0 } key ? WriteHostKey(key) : null;
        Program = "ssh";
        // What ssh gets as single words the shell at the other end gets in one line.
        Arguments = [Target.Destination, "-x", .. ShellWords.Split(variable("NIX_SSHOPTS") ?? ""), .. Options(), "--", .. remote.Select(ShellWords.Quote)];
    }

    /// <summary>Where it leads.</summary>
    public SshTarget Target { get; }

    /// <summary>Connections to have at most.</summary>
    public int Connections { get; }

    /// <summary>What runs here: <c>ssh</c>, or the program itself for <c>localhost</c>.</summary>
    public string Program { get; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Connects once.</summary>
    /// <exception cref="Binary.CluException">CLU0330: the program cannot be run. What goes wrong later shows when it is used.</exception>
    public Channel Connect(TimeSpan? patience = null) => ProcessChannel.Start(_url.Text, Program, Arguments, patience);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_hostKeys is not null)
            Directory.Delete(Path.GetDirectoryName(_hostKeys)!, recursive: true);
    }

    private IEnumerable<string> Options()
    {
        if (Parameter("ssh-key") is { Length: > 0 } key)
        {
            yield return "-i";
            yield return key;
        }

        if (_hostKeys is not null)
            yield return $"-oUserKnownHostsFile={_hostKeys}";
        if (Parameter("compress") is "1" or "true")
            yield return "-C";
        if (Target.Port is { } port)
            yield return string.Create(CultureInfo.InvariantCulture, $"-p{port}");
    }

    private string? Parameter(string name) => _url.Parameters.GetValueOrDefault(name);

    private int ReadConnections() => Parameter("max-connections") is not { } text ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= MostConnections ? number
        : throw StoreErrors.BadUrl(_url.Text, $"'{text}' is no number of connections");

    private string WriteHostKey(string encoded)
    {
        if (!Base64.IsValid(encoded))
            throw StoreErrors.BadUrl(_url.Text, "its host key is not in base 64");
        string file = Path.Combine(Directory.CreateTempSubdirectory("clu-ssh-").FullName, "host-key");
        File.WriteAllText(file, $"{Target.Host} {Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).Trim()}\n");
        return file;
    }
}
