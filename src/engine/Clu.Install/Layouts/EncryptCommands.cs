using System.Globalization;
using Clu.Install.Plans;
using Clu.Install.Tools;

namespace Clu.Install.Layouts;

/// <summary>Makes and opens LUKS2 volumes. Passphrase and key only ever go through standard input.</summary>
internal static class EncryptCommands
{
    /// <summary>Bytes that the header of LUKS2 takes as cryptsetup makes it.</summary>
    private const long Header = 16L << 20;

    private static readonly int[] _maybeClosed = [0, 4];
    private static readonly int[] _maybeOpen = [0, 5];

    /// <exception cref="Clu.Binary.CluException">CLU0611: nothing is given that opens them.</exception>
    public static InstallStep Step(DiskPlanning plan, string id, IReadOnlyList<LayoutLuks> volumes)
    {
        DiskSecret secret = plan.Secret is { } given && (given.Passphrase is { Length: > 0 } || given.KeyFile is { Length: > 0 })
            ? given
            : throw InstallErrors.NoDiskSecret(plan.Layout.Name);
        return new InstallStep
        {
            Id = id,
            Title = "Encrypting",
            Destroys = true,
            Actions = [.. volumes.SelectMany(luks => Make(plan, luks, secret)), DiskPlanning.Settle()],
            WhenDone =
            [
                DiskPlanning.Settle(),
                .. volumes.Select(luks => Open(luks, secret, $"/dev/disk/by-uuid/{Uuid(plan, luks)}", _maybeOpen)),
                DiskPlanning.Settle(),
            ],
        };
    }

    public static Guid Uuid(DiskPlanning plan, LayoutLuks luks) => plan.Ids.Uuid($"luks {luks.Name}");

    private static IEnumerable<InstallAction> Make(DiskPlanning plan, LayoutLuks luks, DiskSecret secret)
    {
        PlannedDevice below = plan.Device(luks.On);
        plan.Add(luks.Name, new PlannedDevice($"/dev/mapper/{luks.Name}", Math.Max(0, below.Room - Header)));
        string memory = string.Create(CultureInfo.InvariantCulture, $"--pbkdf-memory={plan.KeyMemory}");
        yield return DiskPlanning.Try(_maybeClosed, "cryptsetup", "close", luks.Name);
        yield return DiskPlanning.Wipe(below.Path);
        string uuid = $"--uuid={Uuid(plan, luks)}";
        yield return Secret(First(secret), "luksFormat", "--batch-mode", "--type=luks2", uuid, "--pbkdf=argon2id", memory, "--key-file=-", below.Path);
        if (secret is { KeyFile: { Length: > 0 } key, Passphrase: { Length: > 0 } passphrase })
        {
            // Both through one pipe: as many bytes as the key file has open the volume, what follows is added. The second command proves it.
            string length = string.Create(CultureInfo.InvariantCulture, $"--keyfile-size={key.Length}");
            ToolInput both = new((byte[])[.. key.Span, .. passphrase.Span], "key file and passphrase");
            yield return Secret(both, "luksAddKey", "--batch-mode", "--pbkdf=argon2id", memory, "--key-file=-", length, below.Path, "-");
            yield return Secret(new ToolInput(passphrase, "passphrase"), "open", "--test-passphrase", "--type=luks2", "--key-file=-", below.Path);
        }

        if (secret.Tpm2)
        {
            string[] arguments = ["--unlock-key-file=/dev/stdin", "--wipe-slot=tpm2", "--tpm2-device=auto", below.Path];
            yield return new InstallAction.Run(new ToolCommand("systemd-cryptenroll", arguments) { Input = First(secret) });
        }

        yield return Open(luks, secret, below.Path, null);
    }

    private static InstallAction.Run Open(LayoutLuks luks, DiskSecret secret, string device, IReadOnlyCollection<int>? accepted)
    {
        string[] discard = luks.Options.Contains("discard") ? ["--allow-discards"] : [];
        InstallAction.Run run = Secret(First(secret), ["open", "--type=luks2", .. discard, "--key-file=-", device, luks.Name]);
        return new InstallAction.Run(run.Command with { Accepted = accepted });
    }

    private static InstallAction.Run Secret(ToolInput input, params IReadOnlyList<string> arguments) =>
        new(new ToolCommand("cryptsetup", arguments) { Input = input });

    private static ToolInput First(DiskSecret secret) => secret.KeyFile is { Length: > 0 } key
        ? new ToolInput(key, "key file")
        : new ToolInput(secret.Passphrase!.Value, "passphrase");
}
