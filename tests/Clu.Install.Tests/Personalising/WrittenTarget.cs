using System.Text;
using Clu.Images.Trees;
using Clu.Install.Execution;
using Clu.Install.Plans;
using Clu.Testing;

namespace Clu.Install.Tests.Personalising;

/// <summary>A step carried out in a folder, but for its programs.</summary>
internal sealed class WrittenTarget : IDisposable
{
    private readonly TempFolder _folder = new();

    public WrittenTarget(InstallStep step)
    {
        Step = step;
        TargetFolder target = new(_folder.Path);
        foreach (InstallAction action in step.Actions)
        {
            switch (action)
            {
                case InstallAction.MakeFolder folder:
                    target.MakeFolder(folder.Path, folder.Mode, folder.Uid, folder.Gid);
                    break;
                case InstallAction.WriteFile { File: { } file }:
                    target.Write(file);
                    break;
                case InstallAction.Link link:
                    target.Link(link.Path, link.Target);
                    break;
            }
        }
    }

    public InstallStep Step { get; }

    public string Root => _folder.Path;

    public IEnumerable<PlannedFile> Files => Step.Actions.OfType<InstallAction.WriteFile>().Select(action => action.File);

    public PlannedFile File(string path) => Files.Last(file => file.Path == path);

    public string Text(string path) => Encoding.UTF8.GetString(File(path).Content.Span);

    public bool Has(string path) => Files.Any(file => file.Path == path);

    public static UnixPermissions Mode(string octal) => new(Convert.ToUInt16(octal, 8));

    public void Dispose() => _folder.Dispose();
}
