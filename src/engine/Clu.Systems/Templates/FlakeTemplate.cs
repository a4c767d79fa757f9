using System.Text;
using System.Text.RegularExpressions;
using Clu.Binary;

namespace Clu.Systems.Templates;

/// <summary>A flake to begin with: files of <c>nix/templates</c> of clu's repository, carried in the program.</summary>
public sealed partial class FlakeTemplate
{
    private const string Prefix = "Clu.Systems.Templates/";
    private const string Main = "flake.nix";

    private static readonly Lazy<IReadOnlyList<FlakeTemplate>> _all = new(() =>
    [
        .. typeof(FlakeTemplate).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.AsSpan(Prefix.Length).Contains('/'))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal)
            .GroupBy(name => name[..name.IndexOf('/', StringComparison.Ordinal)])
            .Where(files => files.Contains($"{files.Key}/{Main}"))
            .Select(files => new FlakeTemplate(files.Key, [.. files.Select(file => file[(files.Key.Length + 1)..])])),
    ]);

    private FlakeTemplate(string name, IReadOnlyList<string> files)
    {
        Name = name;
        Files = files;
    }

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<FlakeTemplate> All => _all.Value;

    /// <summary>How it is called.</summary>
    public string Name { get; }

    /// <summary>Its files, relative to the folder that it is written to, in byte order.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>What it is for: the first line of its flake, which is a comment.</summary>
    public string Description => Read(Main).Split('\n')[0].TrimStart('#', ' ').TrimEnd('.');

    /// <summary>What makes a medium of it, as the comment at its head says.</summary>
    public string BuildCommand => Command().Match(Read(Main)) is { Success: true } match ? match.Groups["command"].Value : "clu build iso .#installer";

    /// <summary>A file's text.</summary>
    public string Read(string file)
    {
        using Stream stream = typeof(FlakeTemplate).Assembly.GetManifestResourceStream($"{Prefix}{Name}/{file}")
            ?? throw new ArgumentException($"the template has no '{file}'", nameof(file));
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Writes the files into a folder, which is made if need be. What is there stays: then nothing is written at all.</summary>
    /// <exception cref="CluException">CLU0724: a file of that name is there. CLU0725: the folder cannot be written to.</exception>
    public void Write(string folder)
    {
        if (Files.FirstOrDefault(file => Path.Exists(Path.Combine(folder, file))) is { } taken)
            throw TemplateErrors.Taken(Path.Combine(folder, taken));
        try
        {
            foreach (string file in Files)
            {
                string path = Path.Combine(folder, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using FileStream stream = new(path, FileMode.CreateNew);
                stream.Write(Encoding.UTF8.GetBytes(Read(file)));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw TemplateErrors.CannotWrite(folder, e);
        }
    }

    [GeneratedRegex(@"^#\s+(?<command>clu build iso(?: \.#[a-z-]+)+)", RegexOptions.Multiline)]
    private static partial Regex Command();
}
