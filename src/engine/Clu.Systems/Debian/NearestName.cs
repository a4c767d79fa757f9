using Clu.Systems.Profiles;

namespace Clu.Systems.Debian;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    private const int LargestDistance = 3;

    /// <summary>The known name with the fewest letters to change, the first in byte order of several; null when none is near.</summary>
    public static string? Find(string wrong, IEnumerable<string> known)
    {
        int limit = Math.Min(LargestDistance, Math.Max(1, wrong.Length / 3));
        return known.Where(name => Math.Abs(name.Length - wrong.Length) <= limit)
            .Select(name => (Name: name, Distance: EditDistance.Between(wrong, name)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault().Name;
    }
}
