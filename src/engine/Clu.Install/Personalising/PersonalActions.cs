using System.Text;
using Clu.Images.Trees;
using Clu.Install.Plans;

namespace Clu.Install.Personalising;

/// <summary>Collects the actions of the step, and what the system does not take.</summary>
internal sealed class PersonalActions
{
    public static readonly UnixPermissions PrivateFile = new(0b110_000_000);

    public static readonly UnixPermissions PrivateFolder = new(0b111_000_000);

    private readonly List<InstallAction> _actions = [];
    private readonly List<UntakenAnswer> _untaken = [];

    public IReadOnlyList<InstallAction> Actions => _actions;

    public IReadOnlyList<UntakenAnswer> Untaken => _untaken;

    public void Add(InstallAction action) => _actions.Add(action);

    /// <summary>A file that everybody may read.</summary>
    public void Text(string path, string text) => Text(path, text, UnixPermissions.File);

    public void Text(string path, string text, UnixPermissions mode, int uid = 0, int gid = 0) =>
        Add(new InstallAction.WriteFile(new PlannedFile(path, Encoding.UTF8.GetBytes(text), mode, uid, gid)));

    /// <summary>A file that root alone may read, and that nothing shows.</summary>
    public void Secret(string path, string text) => Secret(path, text, PrivateFile);

    public void Secret(string path, string text, UnixPermissions mode, int uid = 0, int gid = 0) =>
        Add(new InstallAction.WriteFile(new PlannedFile(path, Encoding.UTF8.GetBytes(text), mode, uid, gid, Secret: true)));

    public void Folder(string path) => Folder(path, UnixPermissions.Executable);

    public void Folder(string path, UnixPermissions mode, int uid = 0, int gid = 0) => Add(new InstallAction.MakeFolder(path, mode, uid, gid));

    public void NotTaken(string key, string reason) => _untaken.Add(new UntakenAnswer(key, reason));
}
