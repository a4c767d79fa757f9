using Clu.Binary;

namespace Clu.Install.Personal;

/// <summary>What stands behind <c>--ssh-key</c>: a public key, or a file of them.</summary>
internal static class SshKeyArgument
{
    /// <summary>The keys, as lines of <c>authorized_keys</c>.</summary>
    /// <exception cref="CluException">CLU0538: it is neither, or a private key.</exception>
    public static IReadOnlyList<string> Read(string argument)
    {
        if (IsKey(argument))
            return [argument.Trim()];
        if (!File.Exists(argument))
            throw InstallErrors.NoSshKey(argument);
        string text = PersonalFiles.ReadText(argument);
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
            throw InstallErrors.PrivateSshKey(argument);
        string[] lines = [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
        return lines.Length > 0 && lines.All(IsKey) ? lines : throw InstallErrors.NoSshKey(argument);
    }

    /// <summary>A type, base64 and perhaps a comment.</summary>
    private static bool IsKey(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return !text.Any(char.IsControl) && words.Length >= 2
            && new[] { "ssh-", "ecdsa-", "sk-" }.Any(start => words[0].StartsWith(start, StringComparison.Ordinal))
            && words[1].StartsWith("AAAA", StringComparison.Ordinal) && Convert.TryFromBase64String(words[1], new byte[words[1].Length], out _);
    }
}
