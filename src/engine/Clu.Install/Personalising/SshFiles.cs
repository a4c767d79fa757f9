using Clu.Install.Answers.Values;
using Clu.Install.Choices;
using Clu.Install.Plans;
using Clu.Install.Tools;

namespace Clu.Install.Personalising;

/// <summary>The machine's SSH host keys: given, or made on the target by its installer, so that no two machines have the same.</summary>
internal static class SshFiles
{
    private const string Folder = "/etc/ssh";
    private const string Generated = $"{Folder}/ssh_host_ed25519_key";

    public static void Add(PersonalActions actions, MachineChoices machine, string root)
    {
        actions.Folder(Folder);
        foreach ((string file, string text) in machine.SshHostKeys.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            actions.Secret($"{Folder}/{file}", text);
            if (OpenSshPrivateKey.TryParse(text, out OpenSshPrivateKey? key))
                actions.Text($"{Folder}/{file}.pub", $"{key.PublicLine}\n");
        }

        if (machine.SshHostKeys.Count > 0)
            return;
        // ssh-keygen asks before it overwrites; an interrupted installation must not end in a question.
        actions.Add(new InstallAction.Remove(Generated));
        actions.Add(new InstallAction.Remove($"{Generated}.pub"));
        actions.Add(new InstallAction.Run(new ToolCommand("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", root + Generated)));
    }
}
