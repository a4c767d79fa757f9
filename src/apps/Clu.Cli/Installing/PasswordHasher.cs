using System.Text;
using Clu.Binary;
using Clu.Install.Tools;
using Clu.Stores;

namespace Clu.Cli.Installing;

/// <summary>Hashes passwords by a program of the live system. A password is never an argument, which others could read.</summary>
internal static class PasswordHasher
{
    private static readonly ToolCommand[] s_commands = [new("mkpasswd", "--method=yescrypt", "--stdin"), new("openssl", "passwd", "-6", "-stdin")];

    /// <summary>The hash, as <c>/etc/shadow</c> has it.</summary>
    /// <exception cref="CluException">CLU0912: there is no program for it. CLU0691: it failed.</exception>
    public static async Task<string> HashAsync(string password, CancellationToken cancel)
    {
        ToolCommand command = s_commands.FirstOrDefault(one => ProgramPath.Find(one.Program) is not null) ?? throw CliErrors.NoHasher(s_commands.Select(one => one.Program));
        // Without a log: what it prints is as good as a secret.
        string output = await new ToolRunner().RunAsync(command with { Input = new ToolInput(Encoding.UTF8.GetBytes(password + "\n"), "password") }, cancel).ConfigureAwait(false);
        string hash = output.Trim();
        return hash.StartsWith('$') ? hash : throw CliErrors.BadHash(command.Program);
    }
}
