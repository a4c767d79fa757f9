using Clu.Binary;
using Clu.Install.Tools;

namespace Clu.Install;

/// <summary>Makes the errors of installing (CLU06xx); see <c>docs/errors.md</c>.</summary>
internal static partial class InstallErrors
{
    public static CluException ToolMissing(string program) => new(
        "CLU0690", ErrorKind.Environment, $"there is no program '{program}' here", hint: "install it, or add its package to the medium's profile");

    public static CluException ToolFailed(ToolCommand command, int exitCode, string output) => new(
        "CLU0691", ErrorKind.Environment, $"`{ToolText.Of(command)}` ended with {exitCode}: {ToolText.LastLines(output)}",
        hint: "the log has all that it printed");

    public static CluException NothingToTry(string why) => new(
        "CLU0692", ErrorKind.Usage, $"nothing can be started: {why}", hint: "`clu inspect FILE` shows hosts and boot images; `clu prove --help` the layouts", untouched: "nothing was started");
}
