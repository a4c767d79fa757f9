using System.Text;
using System.Text.Json;
using Clu.Cli.Text;
using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Plans;
using Clu.Install.Preflights;
using Clu.Install.Tools;
using Clu.Nix.StorePaths;

namespace Clu.Cli.Reports;

/// <summary>Writes a plan for programs: the event <c>result</c> of <c>clu install --plan --json</c>.</summary>
internal static class PlanJson
{
    /// <summary>Writes it.</summary>
    public static void Write(InstallPlan plan, PreflightReport report, string root, TextWriter lines) => JsonLine.Write(lines, "result", json =>
    {
        InstallChoices choices = plan.Choices;
        json.WriteString("outcome", "planned");
        json.WriteString("host", choices.Host.Name);
        json.WriteString("toplevel", StoreDirectory.Default.Print(choices.Host.Toplevel));
        json.WriteNumber("objects", choices.Host.Closure.Count);
        json.WriteNumber("narBytes", choices.Host.ClosureSize);
        json.WriteString("hostname", choices.Machine.HostName.Text);
        json.WriteString("layout", choices.Layout.Name);
        json.WriteString("firmware", ChoiceWords.Of(choices.Firmware).ToLowerInvariant());
        json.WriteString("loader", ChoiceWords.Of(choices.Loader).ToLowerInvariant());
        json.WriteStartArray("disks");
        foreach (BlockDevice disk in choices.Disks)
            WriteDisk(json, disk);
        json.WriteEndArray();
        json.WriteStartArray("steps");
        foreach (InstallStep step in plan.Steps)
            WriteStep(json, step, root);
        json.WriteEndArray();
        json.WriteBoolean("mayBegin", report.MayBegin);
        WriteFindings(json, report);
    });

    /// <summary>The member <c>findings</c>.</summary>
    public static void WriteFindings(Utf8JsonWriter json, PreflightReport report)
    {
        json.WriteStartArray("findings");
        foreach (PreflightFinding finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("severity", ChoiceWords.Of(finding.Severity));
            json.WriteString("id", finding.Id);
            json.WriteString("message", finding.Message);
            json.WriteString("hint", finding.Hint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDisk(Utf8JsonWriter json, BlockDevice disk)
    {
        json.WriteStartObject();
        json.WriteString("path", disk.Path);
        json.WriteNumber("size", disk.Size);
        json.WriteString("model", disk.Model);
        json.WriteString("serial", disk.Serial);
        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, InstallStep step, string root)
    {
        json.WriteStartObject();
        json.WriteString("id", step.Id);
        json.WriteString("title", step.Title);
        json.WriteBoolean("destroys", step.Destroys);
        json.WriteStartArray("actions");
        foreach (InstallAction action in step.Actions)
            WriteAction(json, action, root);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAction(Utf8JsonWriter json, InstallAction action, string root)
    {
        json.WriteStartObject();
        switch (action)
        {
            case InstallAction.Run { Command: { } command }:
                json.WriteString("kind", "run");
                WriteCommand(json, command);
                break;
            case InstallAction.Mount mount:
                json.WriteString("kind", "mount");
                json.WriteString("source", mount.Source);
                json.WriteString("path", mount.Path);
                json.WriteString("type", mount.Type);
                json.WriteString("options", string.Join(',', mount.Options));
                break;
            case InstallAction.MakeFolder folder:
                json.WriteString("kind", "folder");
                json.WriteString("path", folder.Path);
                WriteOwner(json, $"{folder.Mode}", folder.Uid, folder.Gid);
                break;
            case InstallAction.WriteFile { File: { } file }:
                json.WriteString("kind", "file");
                json.WriteString("path", file.Path);
                WriteOwner(json, $"{file.Mode}", file.Uid, file.Gid);
                json.WriteNumber("size", file.Content.Length);
                json.WriteBoolean("secret", file.Secret);
                json.WriteString("content", PlannedText.Of(file));
                break;
            case InstallAction.Link link:
                json.WriteString("kind", "link");
                json.WriteString("path", link.Path);
                json.WriteString("target", link.Target);
                break;
            case InstallAction.Remove remove:
                json.WriteString("kind", "remove");
                json.WriteString("path", remove.Path);
                break;
            case InstallAction.CopyStoreFile copy:
                json.WriteString("kind", "store-file");
                json.WriteString("source", copy.StoreFile);
                json.WriteString("path", copy.Path);
                break;
            case InstallAction.CopyLive live:
                json.WriteString("kind", "copy");
                json.WriteString("source", live.Source);
                json.WriteString("path", live.Path);
                break;
            case InstallAction.CopyClosure closure:
                json.WriteString("kind", "closure");
                json.WriteString("toplevel", StoreDirectory.Default.Print(closure.Toplevel));
                json.WriteNumber("objects", closure.Objects);
                json.WriteNumber("narBytes", closure.Bytes);
                break;
        }

        json.WriteString("text", ActionText.Of(action, root));
        json.WriteEndObject();
    }

    private static void WriteOwner(Utf8JsonWriter json, string mode, int uid, int gid)
    {
        json.WriteString("mode", mode);
        json.WriteNumber("uid", uid);
        json.WriteNumber("gid", gid);
    }

    private static void WriteCommand(Utf8JsonWriter json, ToolCommand command)
    {
        json.WriteStartArray("command");
        json.WriteStringValue(command.Program);
        foreach (string argument in command.Arguments)
            json.WriteStringValue(argument);
        json.WriteEndArray();
        json.WriteBoolean("inTarget", command.InTarget);
        json.WriteString("input", command.Input switch
        {
            null => null,
            { Secret: { } secret } => $"({secret})",
            { } input => Encoding.UTF8.GetString(input.Bytes.Span),
        });
    }
}
