using Clu.Binary;

namespace Clu.Install;

internal static partial class InstallErrors
{
    private const string MediumUntouched = "nothing was written";

    public static CluException NoSshKey(string argument) => new(
        "CLU0538", ErrorKind.Usage, $"'{argument}' is neither a public SSH key nor a file of them",
        hint: "give a line such as 'ssh-ed25519 AAAA… name', or a file such as ~/.ssh/id_ed25519.pub", untouched: MediumUntouched);

    public static CluException PrivateSshKey(string file) => new(
        "CLU0538", ErrorKind.Usage, $"'{file}' holds a private key, which must not be on a medium",
        hint: $"give the public one, '{file}.pub'", untouched: MediumUntouched);

    public static CluException PersonalFileUnreadable(string file, string why, Exception? cause) => new(
        "CLU0538", ErrorKind.Usage, $"'{file}' cannot go into the personal area: {why.TrimEnd('.')}", inner: cause,
        hint: "name a regular file that you may read", untouched: MediumUntouched);

    public static CluException LiveSettingsFailed(string file, Exception cause) => new(
        "CLU0540", ErrorKind.Environment, $"'{file}' cannot be written: {cause.Message}", inner: cause,
        hint: "run it as root in the live system: `sudo clu live-settings apply`", untouched: "settings before it are in effect, later ones are not");
}
