namespace Clu.Media.Checksums;

/// <summary>What is in a medium's personal area.</summary>
public enum PersonalAreaState
{
    /// <summary>The medium has none.</summary>
    None,

    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Something whose own checksum is right.</summary>
    Filled,

    /// <summary>Something that cannot be read.</summary>
    Damaged,
}
