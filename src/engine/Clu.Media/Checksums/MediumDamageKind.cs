namespace Clu.Media.Checksums;

/// <summary>What is wrong with a medium.</summary>
public enum MediumDamageKind
{
    /// <summary>Bytes are others than when the medium was made.</summary>
    Content,

    /// <summary>Contents are right, and the field with the checksum is not.</summary>
    Checksum,

    /// <summary>The personal area, which has a checksum of its own.</summary>
    PersonalArea,

    /// <summary>The device fails to read.</summary>
    Unreadable,

    /// <summary>The end is missing.</summary>
    CutOff,

    /// <summary>A file goes on behind the end of the image.</summary>
    TooLong,
}
