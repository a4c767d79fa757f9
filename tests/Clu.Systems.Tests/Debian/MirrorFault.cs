namespace Clu.Systems.Tests.Debian;

/// <summary>What a mirror does wrong with package files.</summary>
internal enum MirrorFault
{
    None,
    NotFound,
    Truncated,
    TooShort,
    WrongContent,
    Stalled,
}
