using Clu.Binary;
using Clu.Install.Answers.Values;

namespace Clu.Install.Customizing;

/// <summary>What stands behind <c>--ssh-key</c>: a public key, or a file of them.</summary>
internal static class SshKeyArgument
{
    /// <summary>The keys, as lines of <c>authorized_keys</c>.</summary>
    /// <exception cref="CluException">CLU0538: it is neither, or a private key.</exception>
    public static IReadOnlyList<string> Read(string argument)
    {
        if (AuthorizedKey.TryParse(argument, out AuthorizedKey key))
            return [key.Text];
        if (!File.Exists(argument))
            throw InstallErrors.NoSshKey(argument);
        string text = LocalFiles.ReadText(argument);
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
            throw InstallErrors.PrivateSshKey(argument);
        string[] lines = [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
        return lines.Length == 0
            ? throw InstallErrors.NoSshKey(argument)
            : [.. lines.Select(line => AuthorizedKey.TryParse(line, out AuthorizedKey one) ? one.Text : throw InstallErrors.NoSshKey(argument))];
    }
}
