using Clu.Install.Plans;
using Clu.Install.Tools;
using Clu.Stores.Progress;

namespace Clu.Install.Execution;

/// <summary>Does what actions say, in a target that is mounted somewhere.</summary>
/// <param name="target">The target's root.</param>
/// <param name="tools">Runs programs of the live system.</param>
/// <param name="inTarget">Runs programs inside the target.</param>
/// <param name="copyClosure">Fills the target's store.</param>
/// <param name="log">Gets a line for each action that is no program.</param>
public sealed class ActionRunner(
    TargetFolder target,
    ToolRunner tools,
    Func<ToolCommand, CancellationToken, Task> inTarget,
    Func<InstallAction.CopyClosure, IProgress<ProgressEvent>?, CancellationToken, Task> copyClosure,
    Action<string> log)
{
    /// <summary>Does one action.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0670, CLU0690, CLU0691, or what copying throws.</exception>
    public async Task RunAsync(InstallAction action, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (action is not InstallAction.Run)
            log(ActionText.Of(action));
        switch (action)
        {
            case InstallAction.Run { Command: { InTarget: true } command }:
                await inTarget(command, cancel).ConfigureAwait(false);
                break;
            case InstallAction.Run { Command: { } command }:
                await tools.RunAsync(command, cancel).ConfigureAwait(false);
                break;
            case InstallAction.Mount mount:
                await MountAsync(mount, cancel).ConfigureAwait(false);
                break;
            case InstallAction.MakeFolder folder:
                target.MakeFolder(folder.Path, folder.Mode, folder.Uid, folder.Gid);
                break;
            case InstallAction.WriteFile { File: { } file }:
                target.Write(file);
                break;
            case InstallAction.Link link:
                target.Link(link.Path, link.Target);
                break;
            case InstallAction.Remove remove:
                target.Remove(remove.Path);
                break;
            case InstallAction.CopyStoreFile copy:
                target.CopyNamedByHash(target.Root + copy.StoreFile, copy.Path);
                break;
            case InstallAction.CopyLive live:
                target.CopyTree(live.Source, live.Path, live.Mode);
                break;
            case InstallAction.CopyClosure closure:
                await copyClosure(closure, progress, cancel).ConfigureAwait(false);
                break;
        }
    }

    private async Task MountAsync(InstallAction.Mount mount, CancellationToken cancel)
    {
        Directory.CreateDirectory(mount.Path == "/" ? target.Root : target.Resolve(mount.Path));
        await tools.RunAsync(ActionText.CommandOf(mount, target.Root), cancel).ConfigureAwait(false);
    }
}
