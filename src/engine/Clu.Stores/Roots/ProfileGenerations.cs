using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Stores.Local;
using Clu.Stores.Native;

namespace Clu.Stores.Roots;

/// <summary>
/// The generations of profiles: a profile is a link to one of the links <c>NAME-NUMBER-link</c> beside it, each of which keeps what the profile
/// was.
/// </summary>
/// <param name="layout">Where the store keeps profiles.</param>
internal sealed class ProfileGenerations(StoreLayout layout)
{
    private const string Ending = "-link";

    /// <summary>The generations that may go, as <c>nix-collect-garbage --delete-old</c> and <c>--delete-older-than</c> choose them.</summary>
    /// <param name="since">What was used at that time or later stays; null to keep the used ones only.</param>
    /// <returns>Paths of links.</returns>
    public IReadOnlyList<string> Old(DateTimeOffset? since)
    {
        List<string> old = [];
        Search(NativePath.From(layout.Profiles), since?.ToUnixTimeSeconds() ?? long.MaxValue, keepsOneBefore: since is not null, old);
        return old;
    }

    private static void Search(NativePath folder, long since, bool keepsOneBefore, List<string> old)
    {
        if (NativeFiles.Find(folder)?.Kind != FileKind.Directory)
            return;
        List<FileName> names = NativeFiles.List(folder);
        foreach (FileName name in names)
        {
            NativePath path = folder[name];
            if (NativeFiles.Find(path) is not { } status)
                continue;
            if (status.Kind == FileKind.Directory)
                Search(path, since, keepsOneBefore, old);
            else if (status.Kind == FileKind.Symlink && Number(name.ToString(), Encoding.UTF8.GetString(NativeFiles.ReadLink(path))) is { } used)
                old.AddRange(OldOf(folder, name.ToString(), names, used, since, keepsOneBefore).Select(generation => generation.ToString()));
        }
    }

    private static IEnumerable<NativePath> OldOf(
        NativePath folder, string profile, IEnumerable<FileName> names, long used, long since, bool keepsOneBefore)
    {
        bool isOld = !keepsOneBefore;
        foreach ((FileName name, long number) in names
            .Select(name => (Name: name, Number: Number(profile, name.ToString())))
            .Where(generation => generation.Number is not null)
            .Select(generation => (generation.Name, generation.Number!.Value))
            .OrderByDescending(generation => generation.Value))
        {
            if (NativeFiles.Find(folder[name]) is not { } status)
                continue;
            if (isOld)
            {
                if (number != used)
                    yield return folder[name];
            }
            else
            {
                // The newest one before that time was still used then.
                isOld = status.ModifiedSeconds < since;
            }
        }
    }

    private static long? Number(string profile, string generation) =>
        generation.StartsWith($"{profile}-", StringComparison.Ordinal)
        && generation.EndsWith(Ending, StringComparison.Ordinal)
        && generation.Length > profile.Length + 1 + Ending.Length
        && long.TryParse(generation.AsSpan()[(profile.Length + 1)..^Ending.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
}
