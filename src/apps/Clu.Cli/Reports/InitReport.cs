using Clu.Cli.Text;
using Clu.Media.Qemu;
using Clu.Systems.Templates;

namespace Clu.Cli.Reports;

/// <summary>Says what <c>clu init</c> wrote, and what comes next.</summary>
internal static class InitReport
{
    /// <summary>Writes it.</summary>
    /// <param name="template">What was written.</param>
    /// <param name="folder">Where to, as it was named.</param>
    /// <param name="json">For programs.</param>
    /// <param name="terminal">Where to write.</param>
    public static void Write(FlakeTemplate template, string folder, bool json, Terminal terminal)
    {
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", "written");
                writer.WriteString("folder", Path.GetFullPath(folder));
                writer.WriteString("template", template.Name);
                writer.WriteStartArray("files");
                foreach (string file in template.Files)
                    writer.WriteStringValue(file);
                writer.WriteEndArray();
            });
            return;
        }

        terminal.Lines.WriteLine($"{template.Description}:");
        foreach (string file in template.Files)
            terminal.Lines.WriteLine($"  {Path.Combine(folder is "." ? "" : folder, file)}");
        terminal.Lines.WriteLine();
        terminal.Lines.WriteLine("Next:");
        foreach (string command in Next(template, folder))
            terminal.Lines.WriteLine($"  {command}");
    }

    private static IEnumerable<string> Next(FlakeTemplate template, string folder)
    {
        if (folder is not ".")
            yield return $"cd {ShellQuoting.Quote(folder)}";
        // Nix sees what git tracks.
        bool inGit = Ancestors(Path.GetFullPath(folder)).Any(each => Path.Exists(Path.Combine(each, ".git")));
        yield return inGit ? $"git add {string.Join(' ', template.Files.Select(ShellQuoting.Quote))}" : "git init && git add --all";
        yield return template.BuildCommand;
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (string? at = folder; at is not null; at = Path.GetDirectoryName(at))
            yield return at;
    }
}
