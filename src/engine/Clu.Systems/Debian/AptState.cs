using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clu.Binary;
using Clu.Stores.Progress;

namespace Clu.Systems.Debian;

/// <summary>
/// An apt that lives in a folder of its own: its own sources, index, cache and record of installed packages. Of the host it takes the way to
/// the network and the keyring; it changes nothing of the host.
/// </summary>
internal sealed class AptState
{
    /// <summary>Stands for the initrd that clu makes itself: without it every kernel would bring a generator.</summary>
    private const string InstalledPackages = """
        Package: clu-initrd
        Status: install ok installed
        Version: 1
        Architecture: all
        Maintainer: clu
        Provides: linux-initramfs-tool
        Description: clu makes the initrd

        """;

    private AptState(string folder, AptCommand command, DebianRequest request)
    {
        Folder = folder;
        Command = command;
        Request = request;
    }

    /// <summary>Where package files are kept, under apt's names.</summary>
    public string Archives => Path.Combine(Folder, "archives");

    /// <summary>An archive folder that stays empty: with it apt lists every file of a solution, those at hand too.</summary>
    public string NoArchives => Path.Combine(Folder, "no-archives");

    public string Folder { get; }

    public AptCommand Command { get; }

    public DebianRequest Request { get; }

    /// <summary>Makes or reuses the state for a suite, mirror and architecture.</summary>
    /// <exception cref="CluException">CLU0420: no mirror is known. CLU0434: the folder cannot be written.</exception>
    public static async Task<AptState> PrepareAsync(DebianRequest request, DebianOptions options, CancellationToken cancel)
    {
        Dictionary<string, string?> english = new() { ["LC_ALL"] = "C.UTF-8", ["DEBIAN_FRONTEND"] = "noninteractive" };
        AptCommand host = new(english, options.CacheFolder);
        string mirror = request.Mirror ?? await HostArchive.MirrorAsync(host, cancel).ConfigureAwait(false);
        IReadOnlyList<string> transport = await HostArchive.TransportAsync(host, cancel).ConfigureAwait(false);

        string source = $"{(options.Unsigned ? "trusted=yes" : $"signed-by={options.Keyring}")} arch={request.Architecture}";
        string sources = $"deb [{source}] {mirror} {request.Suite} {string.Join(' ', request.Components)}\n";
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sources)))[..16];
        string folder = Path.GetFullPath(Path.Combine(options.CacheFolder, "debian", "apt", $"{request.Suite}-{key}"));
        try
        {
            foreach (string name in (string[])["lists/partial", "archives/partial", "no-archives/partial", "log"])
                Directory.CreateDirectory(Path.Combine(folder, name));
            Keep(Path.Combine(folder, "status"), InstalledPackages);
            Keep(Path.Combine(folder, "sources.list"), sources);
            Keep(Path.Combine(folder, "extended_states"), "");
            Keep(Path.Combine(folder, "apt.conf"), string.Join('\n', [.. transport, .. Settings(folder, request, options), ""]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DebianErrors.Cache(folder, e);
        }

        Dictionary<string, string?> environment = new(english) { ["APT_CONFIG"] = Path.Combine(folder, "apt.conf") };
        return new AptState(folder, new AptCommand(environment, folder), request);
    }

    /// <summary>Brings the index up to date. A mirror that does not answer is only a warning while an older index is there.</summary>
    public async Task UpdateAsync(bool offline, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        if (offline)
        {
            if (!await HasIndexAsync(cancel).ConfigureAwait(false))
                throw DebianErrors.NoIndex(Request.Suite);
            return;
        }

        const string Step = "debian-index";
        progress?.Report(new ProgressEvent.StepStarted(Step, $"index of Debian {Request.Suite}", null));
        try
        {
            await Command.RunAsync("apt-get", ["update", "-qq", "-o", "APT::Update::Error-Mode=any"], cancel: cancel).ConfigureAwait(false);
            progress?.Report(new ProgressEvent.StepFinished(Step, "index up to date"));
        }
        catch (CluException e) when (e.Kind == ErrorKind.Environment)
        {
            if (!await HasIndexAsync(cancel).ConfigureAwait(false))
                throw;
            progress?.Report(new ProgressEvent.Warning($"going on with the index of an earlier run: {e.Message}", e.Hint));
            progress?.Report(new ProgressEvent.StepFinished(Step, "index of an earlier run"));
        }
    }

    /// <summary>Writes a file unless it is so already: apt would take a newer file for a reason to digest the whole index again.</summary>
    private static void Keep(string path, string content)
    {
        if (!File.Exists(path) || File.ReadAllText(path) != content)
            File.WriteAllText(path, content);
    }

    private async Task<bool> HasIndexAsync(CancellationToken cancel)
    {
        string files = await Command.RunAsync(
            "apt-get", ["indextargets", "--format", "$(FILENAME)", "Created-By: Packages"], cancel: cancel).ConfigureAwait(false);
        string[] names = files.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 0 && names.All(File.Exists);
    }

    private static IEnumerable<string> Settings(string folder, DebianRequest request, DebianOptions options)
    {
        string timeout = ((int)Math.Ceiling(options.Timeout.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        (string Name, string Value)[] settings =
        [
            ("APT::Architecture", request.Architecture),
            ("APT::Install-Recommends", "false"),
            ("APT::Install-Suggests", "false"),
            ("APT::Sandbox::User", "root"),
            ("Acquire::Languages", "none"),
            ("Acquire::GzipIndexes", "false"),
            ("Acquire::Retries", options.Retries.ToString(CultureInfo.InvariantCulture)),
            ("Acquire::http::Timeout", timeout),
            ("Acquire::https::Timeout", timeout),
            ("Dir::State", folder),
            ("Dir::State::lists", Path.Combine(folder, "lists")),
            ("Dir::State::status", Path.Combine(folder, "status")),
            ("Dir::State::extended_states", Path.Combine(folder, "extended_states")),
            ("Dir::Cache", folder),
            ("Dir::Cache::archives", Path.Combine(folder, "archives")),
            ("Dir::Log", Path.Combine(folder, "log")),
            ("Dir::Etc::main", "/dev/null"),
            ("Dir::Etc::parts", "/dev/null"),
            ("Dir::Etc::sourcelist", Path.Combine(folder, "sources.list")),
            ("Dir::Etc::sourceparts", "/dev/null"),
            ("Dir::Etc::preferences", "/dev/null"),
            ("Dir::Etc::preferencesparts", "/dev/null"),
            ("Dir::Etc::trusted", "/dev/null"),
            ("Dir::Etc::trustedparts", "/dev/null"),
        ];
        foreach ((string name, string value) in settings)
            yield return $"{name} \"{value}\";";
        yield return $"APT::Architectures {{ \"{request.Architecture}\"; }};";
    }
}
