using System.Globalization;
using Clu.Install.Tools;
using Clu.Nix.StorePaths;

namespace Clu.Install.Plans;

/// <summary>Actions as people read them: what is a command is one that they could type.</summary>
public static class ActionText
{
    /// <summary>One line; the content of files is not in it.</summary>
    public static string Of(InstallAction action, string root = TargetRoot.Default) => action switch
    {
        InstallAction.Run run => ToolText.Of(run.Command),
        InstallAction.Mount mount => ToolText.Of(CommandOf(mount, root)),
        InstallAction.MakeFolder folder => $"install -d -m {folder.Mode} -o {folder.Uid} -g {folder.Gid} {Join(root, folder.Path)}",
        InstallAction.WriteFile { File: { } file } => string.Create(
            CultureInfo.InvariantCulture, $"write {Join(root, file.Path)} ({file.Mode} {file.Uid}:{file.Gid}, {file.Content.Length} bytes{(file.Secret ? ", secret" : "")})"),
        InstallAction.Link link => $"ln -sfn {link.Target} {Join(root, link.Path)}",
        InstallAction.Remove remove => $"rm -f {Join(root, remove.Path)}",
        InstallAction.CopyStoreFile copy => $"cp {Join(root, copy.StoreFile)} {Join(root, copy.Path)}",
        InstallAction.CopyLive live => $"cp -R {live.Source} {Join(root, live.Path)}",
        InstallAction.CopyClosure closure => string.Create(
            CultureInfo.InvariantCulture,
            $"copy {StoreDirectory.Default.Print(closure.Toplevel)} with {closure.Objects} store objects, {closure.Bytes} bytes, from the medium to {root}/nix/store"),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>The command that mounts.</summary>
    public static ToolCommand CommandOf(InstallAction.Mount mount, string root) => new(
        "mount", ["-t", mount.Type, .. mount.Options.Count > 0 ? ["-o", string.Join(',', mount.Options)] : Array.Empty<string>(), mount.Source, Join(root, mount.Path)]);

    private static string Join(string root, string path) => path == "/" ? root : $"{root.TrimEnd('/')}{path}";
}
