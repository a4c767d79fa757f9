using Clu.Binary;
using Clu.Install.Tools;

namespace Clu.Install.Answers.Finding;

/// <summary>
/// Finds the answers of this machine: the first place that has some is the only one that counts (<c>docs/answers.md</c>). A place that somebody names has
/// to have them; the others may.
/// </summary>
/// <param name="tools">Runs <c>blkid</c> and <c>mount</c>.</param>
/// <param name="http">Fetches from addresses; its owner disposes it.</param>
/// <param name="time">Waits between tries.</param>
/// <param name="places">Where to look.</param>
public sealed class AnswersFinder(ToolRunner tools, HttpClient http, TimeProvider time, AnswerPlaces places)
{
    private readonly AnswerVolumes _volumes = new(tools, places.Volumes);

    /// <summary>Finds them.</summary>
    /// <param name="given">What the command line gives; null looks further.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Null when no place has answers.</returns>
    /// <exception cref="CluException">CLU0630 to CLU0633, CLU0401 to CLU0405: a place that was named has none, or what is there is wrong.</exception>
    public async Task<FoundAnswers?> FindAsync(string? given, CancellationToken cancel)
    {
        if (given is not null)
            return await ReadAsync(AnswerPlace.Parse(given, bareIsLabel: false), "given on the command line", cancel).ConfigureAwait(false);
        string kernel = File.Exists(places.KernelCommandLine) ? await File.ReadAllTextAsync(places.KernelCommandLine, cancel).ConfigureAwait(false) : "";
        if (AnswerPlace.OfCommandLine(kernel) is { } parameter)
            return await ReadAsync(AnswerPlace.Parse(parameter, bareIsLabel: true), "the kernel parameter clu.answers", cancel).ConfigureAwait(false);
        if (await _volumes.MountAsync(AnswerPlaces.Label, cancel).ConfigureAwait(false) is { } root && FileOf(root) is { } file)
            return new FoundAnswers(AnswersReader.Read(file), $"the file {file} (a file system with the label {AnswerPlaces.Label})");
        if (File.Exists(places.PersonalFile))
            return new FoundAnswers(AnswersReader.Read(places.PersonalFile), $"the file {places.PersonalFile} (put onto the medium by clu customize)");
        if (File.Exists(places.MediumFile))
            return new FoundAnswers(AnswersReader.Read(places.MediumFile), $"the file {places.MediumFile} (what the medium was built with)");
        return null;
    }

    private async Task<FoundAnswers> ReadAsync(AnswerPlace place, string reason, CancellationToken cancel)
    {
        switch (place)
        {
            case AnswerPlace.Address { Uri: { } uri }:
                string text = await new AnswerDownload(http, time).FetchAsync(uri, cancel).ConfigureAwait(false);
                return new FoundAnswers(AnswersReader.Parse(text, uri.ToString(), folder: null), $"{uri} ({reason})");
            case AnswerPlace.Volume volume:
                string root = await _volumes.MountAsync(volume.Label, cancel).ConfigureAwait(false)
                    ?? throw InstallErrors.BadPlace($"LABEL={volume.Label}", "no file system has that label");
                string? found = volume.Path is { } path ? root + path : FileOf(root);
                return found is null
                    ? throw InstallErrors.BadPlace($"LABEL={volume.Label}", $"there is neither {string.Join(" nor ", AnswerPlaces.FileNames)}")
                    : new FoundAnswers(AnswersReader.Read(found), $"the file {found} on the file system {volume.Label} ({reason})");
            case AnswerPlace.LocalFile { Path: { } local }:
                return new FoundAnswers(AnswersReader.Read(local), $"the file {local} ({reason})");
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static string? FileOf(string root) => AnswerPlaces.FileNames.Select(name => Path.Combine(root, name)).FirstOrDefault(File.Exists);
}
