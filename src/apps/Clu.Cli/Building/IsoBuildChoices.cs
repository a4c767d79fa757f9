using Clu.Cli.Text;
using Clu.Media.Composing;
using Clu.Media.Sources;
using Clu.Systems.Profiles;

namespace Clu.Cli.Building;

/// <summary>What a command line says of the image, whatever is on it.</summary>
internal sealed record IsoBuildChoices
{
    /// <summary>clu's own live system; null where it was not asked for.</summary>
    public required LiveRequest.Reference? Reference { get; init; }

    /// <summary>Level instead of the one that comes with what is on it; null for that.</summary>
    public required int? CompressionLevel { get; init; }

    /// <summary>File or folder; null for the place where images are by default.</summary>
    public required string? Output { get; init; }

    /// <summary>clu's cache.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Blocks compressed at once.</summary>
    public required int Workers { get; init; }

    /// <summary>Whether nothing is written.</summary>
    public required bool DryRun { get; init; }

    /// <summary>The request to build it.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0901: the place has no name. CLU0903: the codec has no such level.</exception>
    public IsoBuildRequest Request(MediumSource source) => new()
    {
        Live = source.Live switch
        {
            LiveRequest.Reference reference => reference with
            {
                Profile = reference.Profile with { Compression = Level(reference.Profile.Compression) },
            },
            LiveRequest.Nixos nixos => nixos with
            {
                Description = nixos.Description with { Compression = Level(nixos.Description.Compression) },
            },
            LiveRequest other => other,
        },
        Hosts = source.Hosts,
        Output = OutputFile(source.Live switch
        {
            LiveRequest.Reference reference => reference.Profile.Label.Text,
            LiveRequest.Nixos nixos => nixos.Description.VolumeId,
            _ => "medium",
        }),
        CacheFolder = CacheFolder,
        Workers = Workers,
        DryRun = DryRun,
    };

    private CompressionSettings Level(CompressionSettings settings)
    {
        if (CompressionLevel is not { } wanted)
            return settings;
        (int Lowest, int Highest)? range = CompressionSettings.LevelsOf(settings.Codec);
        return range is { } allowed && wanted >= allowed.Lowest && wanted <= allowed.Highest
            ? settings with { Level = wanted }
            : throw CliErrors.LevelOutOfRange(wanted, CompressionText.NameOf(settings.Codec), range);
    }

    private string OutputFile(string label)
    {
        // A label that no medium can have may hold a slash, and is refused later.
        string name = $"{label.Replace('/', '-')}.iso";
        return Path.GetFullPath(Output switch
        {
            null => Path.Combine("result", "iso", name),
            "" => throw CliErrors.CommandLine("--output needs a value: FILE", "leave --output out for result/iso"),
            _ when Output.EndsWith('/') || Directory.Exists(Output) => Path.Combine(Output, name),
            _ => Output,
        });
    }
}
