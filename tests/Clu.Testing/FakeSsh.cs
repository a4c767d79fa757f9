namespace Clu.Testing;

/// <summary>
/// A program <c>ssh</c> that runs the command here, in a shell, as a host would. Quicker than <see cref="SshServer"/>, and understands only the words
/// with which Nix and clu call it.
/// </summary>
public sealed class FakeSsh
{
    // Nix 2.34 waits for a word that the local command says once the connection stands, and asks for a master that is not there.
    private const string Text = """
        [ "$1" = -O ] && exit 255
        shift
        while [ $# -gt 0 ]; do
            case $1 in
                --) shift; break ;;
                -i) shift ;;
                -oLocalCommand=*) echo started ;;
                -*) ;;
                *) break ;;
            esac
            shift
        done
        exec sh -c "$*"
        """;

    private readonly string _folder;

    /// <param name="folder">A folder that is not there yet.</param>
    public FakeSsh(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Provide("ssh", Text);
    }

    /// <summary>What lets Nix and clu find it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["PATH"] = $"{_folder}:{System.Environment.GetEnvironmentVariable("PATH")}",
    };

    /// <summary>Puts a program into the <c>PATH</c> of both sides.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="script">What <c>/bin/sh</c> runs.</param>
    public void Provide(string name, string script) => Script.Write(Path.Combine(_folder, name), script);
}
