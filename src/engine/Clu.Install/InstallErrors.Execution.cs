using Clu.Binary;

namespace Clu.Install;

/// <summary>Errors of carrying an installation out (CLU0670 to CLU0689).</summary>
internal static partial class InstallErrors
{
    public static CluException BadTargetPath(string path, string why) => new(
        "CLU0670", ErrorKind.Failed, $"'{path}' cannot be written in the target: {why}", hint: "name another place, or take the file out of the answers");

    public static CluException JournalUnwritable(string device, Exception cause) => new(
        "CLU0671", ErrorKind.Environment, $"the journal of the installation cannot be written to '{device}': {cause.Message}", inner: cause,
        hint: "the disk may be failing: look at dmesg");

    public static CluException NothingToResume() => new(
        "CLU0672", ErrorKind.Usage, "no disk of this machine holds an interrupted installation", hint: "start a new one with `clu install`",
        untouched: "no disk was touched");

    public static CluException StepFailed(string title, string id, CluException cause, string log) => new(
        cause.Code, cause.Kind, $"the step '{title}' ({id}) failed: {cause.Message}", inner: cause,
        hint: $"{(cause.Hint is null ? "" : $"{cause.Hint}; ")}`clu install --resume` goes on from there; the log is {log}",
        untouched: "the machine is not installed");

    public static CluException Unsound(IReadOnlyList<string> findings) => new(
        "CLU0676", ErrorKind.Data, $"the installed system is not sound: {string.Join("; ", findings)}",
        hint: "`clu install --resume` checks again; if the disk is failing, take another");

    public static CluException OtherDisk(string device, string was, string isNow) => new(
        "CLU0677", ErrorKind.Environment, $"'{device}' is not the disk that was chosen: it was {was} and is {isNow} now", hint: "choose it again",
        untouched: "no disk was touched");

    public static CluException AnotherRuns(string lockFile) => new(
        "CLU0678", ErrorKind.Usage, $"another installation is running: it holds '{lockFile}'", hint: "wait for it, or go to the console where it runs",
        untouched: "no disk was touched");

    public static CluException JournalDamaged(string device, string why) => new(
        "CLU0679", ErrorKind.Data, $"the journal of the installation on '{device}' is damaged: {why}", hint: "start anew with `clu install`",
        untouched: "no disk was touched");

    public static CluException Refused(Exception cause) => new(
        "CLU0680", ErrorKind.Environment, $"the system refused: {cause.Message}", inner: cause, hint: "look at dmesg: the disk may be full or failing");

    public static CluException AnswersGone(string path) => new(
        "CLU0681", ErrorKind.Data, $"the target has no {path}, though its journal says so", hint: "start anew with `clu install`", untouched: "the target is as it was");
}
