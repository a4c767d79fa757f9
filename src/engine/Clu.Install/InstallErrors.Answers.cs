using Clu.Binary;
using Clu.Install.Answers.Resolving;
using Tomlyn.Syntax;

namespace Clu.Install;

/// <summary>The errors of answers (CLU0630 to CLU0649).</summary>
internal static partial class InstallErrors
{
    private const string NothingTouched = "no disk was touched";

    public static CluException PlainPassword(SourceSpan at, string key) => new(
        "CLU0630", ErrorKind.Usage, $"{at.FileName}:{at.Start.Line + 1}:{at.Start.Column + 1}: '{key}' would be a password as it is typed",
        $"hash it with `mkpasswd -m yescrypt` or `openssl passwd -6`, and give what is printed as '{key}-hash'", NothingTouched);

    public static CluException AnswerFileUnreadable(string path, string reason) => new(
        "CLU0631", ErrorKind.Usage, $"'{path}' cannot be read: {reason}", "docs/answers.md says where answers are looked for", NothingTouched);

    public static CluException BadPlace(string place, string reason) => new(
        "CLU0632", ErrorKind.Usage, $"no answers are at '{place}': {reason}",
        "give a path of the live system, an address with http: or https:, LABEL=NAME:/path or the label of a file system", NothingTouched);

    public static CluException AnswersNotFetched(string address, string reason) => new(
        "CLU0633", ErrorKind.Environment, $"the answers at '{address}' cannot be fetched: {reason}", "check the network of the live system with `nmcli`", NothingTouched);

    public static CluException AnswersIncomplete(IReadOnlyList<AnswerProblem> problems) => new(
        "CLU0634", ErrorKind.Usage, $"the answers do not decide everything: {string.Join("; ", problems.Select(problem => $"{problem.Key}: {problem.Reason}"))}",
        string.Join("; ", problems.Select(problem => problem.Advice).Distinct()), NothingTouched);

    public static CluException UidTaken(string name, int uid, string other) => new(
        "CLU0640", ErrorKind.Usage, $"the user '{name}' cannot have the uid {uid}: it is that of '{other}'", "give another 'uid', or none", NothingTouched);

    public static CluException UnknownOwner(string path, string kind, string name) => new(
        "CLU0641", ErrorKind.Usage, $"'{path}' cannot belong to the {kind} '{name}': the system has none of that name", "give a number, or one of its names", NothingTouched);
}
