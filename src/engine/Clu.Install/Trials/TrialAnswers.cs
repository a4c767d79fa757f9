using Clu.Install.Answers;
using Clu.Install.Answers.Values;
using Clu.Install.Layouts;
using Clu.Systems.Profiles;

namespace Clu.Install.Trials;

/// <summary>What a machine is answered that is installed for a trial. It is thrown away afterwards, and its password is no secret.</summary>
internal static class TrialAnswers
{
    /// <summary>Root's password.</summary>
    public const string Password = "swordfish";

    /// <summary>What opens its disks.</summary>
    public const string Passphrase = "correct horse";

    /// <summary><c>openssl passwd -6 -salt trial swordfish</c>.</summary>
    private const string Hash = "$6$trial$W30.5VXV9w6vbJ/p8WF8u7lmdEUer9XjPZnXVZ4/n1oH3fRMiXz5fV6xkoebHgmXPtF5S2ZY9t5ykzYSr6/qr/";

    /// <summary>Serial number of a disk.</summary>
    /// <param name="number">Its number, from 0.</param>
    public static string Serial(int number) => FormattableString.Invariant($"CLUTRIAL{number + 1}");

    /// <summary>Name of the machine.</summary>
    public static HostName NameOf(BootTrial trial) => trial.Host.Defaults.HostName ?? HostName.Parse(trial.Host.Name);

    /// <summary>The answers, which leave no question open.</summary>
    public static InstallAnswers Of(BootTrial trial)
    {
        bool known = LayoutCatalog.All.Contains(trial.Layout);
        return new InstallAnswers
        {
            Host = HostName.Parse(trial.Host.Name),
            HostName = NameOf(trial),
            RootPasswordHash = PasswordHash.TryParse(Hash, out PasswordHash hash) ? hash : throw new InvalidOperationException("the hash is none"),
            Layout = known ? trial.Layout.Name : null,
            InlineLayout = known ? null : trial.Layout,
            Disks = [.. Enumerable.Range(0, trial.Layout.DiskCount).Select(number => new DiskRule { Serial = Serial(number) })],
            Encryption = trial.Layout.IsEncrypted ? new EncryptionAnswer { Passphrase = Passphrase } : null,
            After = AfterInstall.PowerOff,
        };
    }
}
