using Clu.Binary;
using Clu.Stores.Progress;
using Clu.Systems.Flakes;
using Clu.Systems.Profiles;

namespace Clu.Media.Sources;

/// <summary>Finds the one system that somebody names to make an image of, and gets all of it onto this machine.</summary>
/// <param name="request">What was named: one target.</param>
/// <param name="progress">Told of each step.</param>
public sealed class HostSource(MediumSourceRequest request, IProgress<ProgressEvent>? progress)
{
    /// <summary>Finds, evaluates, builds and fetches.</summary>
    /// <param name="folder">Folder for links that keep what is built from being collected until the image is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0700 to CLU0714, CLU0720, CLU0721: what is named cannot be had. CLU0585: a flake is named, and nothing in it.</exception>
    public async Task<HostProfile> FindAsync(string folder, CancellationToken cancel)
    {
        string target = request.Targets.Single();
        if (StorePathSources.PathOf(target) is not null)
            return MediumSources.Host(new StorePathSources(request, progress).Find([target], cancel)[0]);
        FlakeTarget flake = FlakeTarget.Parse(target);
        if (flake.Name is null)
            throw MediaErrors.NoConfiguration(target);
        IReadOnlyList<FoundSystem> found = await new FlakeSources(request.Reporting(progress)).FindAsync([flake], live: null, takesSpare: false, folder, cancel).ConfigureAwait(false);
        return MediumSources.Host(found[0]);
    }
}
