namespace Clu.Images.PersonalAreas;

/// <summary>Numbers of the personal area; see <c>docs/formats/personal-area.md</c>.</summary>
public static class PersonalAreaLimits
{
    /// <summary>Bytes of the area on the media that clu makes.</summary>
    public const int DefaultLength = 1 << 20;

    /// <summary>Longest area that the reader takes.</summary>
    public const int MaxLength = 1 << 26;

    /// <summary>Longest text of answers or settings.</summary>
    public const int MaxText = 1 << 18;

    /// <summary>Most files.</summary>
    public const int MaxFiles = 1000;

    /// <summary>The only version.</summary>
    public const uint Version = 1;

    /// <summary>Magic, version, four bytes of zeros, length and digest.</summary>
    public const int HeaderLength = MagicLength + (2 * sizeof(uint)) + sizeof(ulong) + DigestLength;

    internal const int MagicLength = 16;
    internal const int DigestLength = 32;
}
