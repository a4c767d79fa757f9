namespace Clu.Install.Answers.Finding;

/// <summary>Where a live system has what answers are looked for in.</summary>
public sealed record AnswerPlaces
{
    /// <summary>Label of the file system that has answers for whoever comes along.</summary>
    public const string Label = "CLU-ANSWERS";

    /// <summary>Names of the file at the root of a file system.</summary>
    public static IReadOnlyList<string> FileNames { get; } = ["clu-answers.toml", "answers.toml"];

    /// <summary>File with the kernel's command line.</summary>
    public string KernelCommandLine { get; init; } = "/proc/cmdline";

    /// <summary>What the medium's personal area held.</summary>
    public string PersonalFile { get; init; } = "/run/clu/answers.toml";

    /// <summary>What the medium was built with.</summary>
    public string MediumFile { get; init; } = "/iso/clu/answers.toml";

    /// <summary>Folder below which file systems are mounted.</summary>
    public string Volumes { get; init; } = "/run/clu/volumes";
}
