namespace Clu.Install.DiskImages;

/// <summary>The order of a walk through folders: what is in a folder follows it at once, siblings are in byte order.</summary>
internal sealed class PathOrder : IComparer<string>
{
    public static readonly PathOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> left = x, right = y;
        int same = left.CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
            return left.Length - right.Length;
        return Rank(left[same]) - Rank(right[same]);
    }

    /// <summary>A slash ends a name, so that it comes before all that goes on.</summary>
    private static int Rank(char c) => c == '/' ? 0 : c;
}
