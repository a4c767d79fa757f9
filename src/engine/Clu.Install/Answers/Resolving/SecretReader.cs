using System.Text;
using Clu.Binary;
using Clu.Install.Answers.Values;
using Clu.Install.Layouts;
using Clu.Systems.Profiles;

namespace Clu.Install.Answers.Resolving;

/// <summary>Reads the files with secrets that answers name.</summary>
internal sealed class SecretReader(ProblemList problems)
{
    private const int LongestHashFile = 4 << 10;
    private const int LongestPassphrase = 512;
    private const int LongestKey = 8 << 20;
    private const int LongestHostKey = 64 << 10;

    /// <summary>The first line of a file, if it is a hash; null after a problem.</summary>
    public string? Hash(string key, string file)
    {
        if (problems.Try(key, () => AnswerFile.ReadText(file, LongestHashFile)) is not { } text)
            return null;
        string line = text.Split('\n')[0].Trim();
        if (PasswordHash.TryParse(line, out PasswordHash hash))
            return hash.Text;
        problems.Impossible(key, $"the first line of '{file}' is no hash of a password", "write what `mkpasswd -m yescrypt` prints into it");
        return null;
    }

    /// <summary>The user with a hash in any case: without one nobody gets in by password.</summary>
    public UserAccount Account(UserAnswer user) => user.Account with
    {
        PasswordHash = user.Account.PasswordHash
            ?? (user.PasswordFile is { } file ? Hash("user.password-file", file) : null)
            ?? PasswordHash.Locked.Text,
    };

    /// <summary>What opens LUKS volumes; null after a problem.</summary>
    public DiskSecret? Disk(EncryptionAnswer answer)
    {
        byte[]? passphrase = answer.Passphrase is { } text ? Encoding.UTF8.GetBytes(text)
            : answer.PassphraseFile is { } file ? Passphrase(file)
            : null;
        byte[]? key = answer.KeyFile is { } keyFile ? problems.Try("encryption.key-file", () => NotEmpty(keyFile, AnswerFile.ReadBytes(keyFile, LongestKey))) : null;
        if (passphrase is null && key is null)
        {
            if (answer.PassphraseFile is null && answer.KeyFile is null)
                problems.Missing("encryption.passphrase", "nothing opens the encrypted volumes", "give 'passphrase', 'passphrase-file' or 'key-file' in [encryption]");
            return null;
        }

        if (passphrase is null && answer is { KeyLocation: null, Tpm2: false })
        {
            problems.Missing(
                "encryption.key-location", "the machine would not find its key file when it starts", "give 'key-location', like LABEL=KEYS:/root.key, or a passphrase");
            return null;
        }

        return new DiskSecret
        {
            Passphrase = passphrase is null ? null : new ReadOnlyMemory<byte>(passphrase),
            KeyFile = key is null ? null : new ReadOnlyMemory<byte>(key),
            KeyLocation = answer.KeyLocation?.Text,
            Tpm2 = answer.Tpm2,
        };
    }

    /// <summary>File name to text of each host key.</summary>
    public IReadOnlyDictionary<string, string> HostKeys(IReadOnlyList<string> files)
    {
        SortedDictionary<string, string> keys = new(StringComparer.Ordinal);
        foreach (string file in files)
        {
            if (problems.Try("ssh-host-keys.files", () => AnswerFile.ReadText(file, LongestHostKey)) is not { } text)
                continue;
            if (!OpenSshPrivateKey.TryParse(text, out OpenSshPrivateKey? key))
                problems.Impossible("ssh-host-keys.files", $"'{file}' is not {OpenSshPrivateKey.Expected}", "`ssh-keygen -p -N '' -f FILE` rewrites an older key");
            else if (!keys.TryAdd(key.HostKeyFile, key.Text))
                problems.Impossible("ssh-host-keys.files", $"'{file}' is a second key of the type {key.Type}", "keep one of each type");
        }

        return keys;
    }

    private byte[]? Passphrase(string file)
    {
        const string key = "encryption.passphrase-file";
        if (problems.Try(key, () => AnswerFile.ReadBytes(file, LongestPassphrase + 2)) is not { } bytes)
            return null;
        ReadOnlySpan<byte> line = bytes.AsSpan().TrimEnd("\r\n"u8);
        if (line.Length > 0 && line.Length <= LongestPassphrase && !line.ContainsAny((byte)'\n', (byte)0))
            return line.ToArray();
        problems.Impossible(key, $"'{file}' does not hold one line of 1 to {LongestPassphrase} bytes", "write the passphrase alone into it");
        return null;
    }

    private static byte[] NotEmpty(string file, byte[] bytes) => bytes.Length > 0 ? bytes : throw InstallErrors.AnswerFileUnreadable(file, "it is empty");
}
