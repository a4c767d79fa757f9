using System.Text;
using Clu.Install.Plans;
using Clu.Install.Tools;

namespace Clu.Install.Tests.Loaders;

/// <summary>A step as text, for goldens.</summary>
internal static class PlanText
{
    public static string Of(InstallStep step) => string.Concat(step.Actions.Select(Of));

    private static string Of(InstallAction action) => action switch
    {
        InstallAction.Run run => $"run {ToolText.Of(run.Command)}\n",
        InstallAction.MakeFolder folder => $"folder {folder.Path} {folder.Mode}\n",
        InstallAction.Link link => $"link {link.Path} -> {link.Target}\n",
        InstallAction.CopyLive copy => $"copy {copy.Source} to {copy.Path}\n",
        InstallAction.CopyStoreFile copy => $"copy {copy.StoreFile}\n  to {copy.Path}\n",
        InstallAction.WriteFile { File.Secret: true } write => $"write {write.File.Path} {write.File.Mode} ({write.File.Content.Length} secret bytes)\n",
        InstallAction.WriteFile write =>
            $"write {write.File.Path} {write.File.Mode}\n{string.Concat(Encoding.UTF8.GetString(write.File.Content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"  | {line}\n"))}",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}
