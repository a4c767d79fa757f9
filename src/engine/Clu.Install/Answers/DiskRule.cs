using Clu.Install.Answers.Values;

namespace Clu.Install.Answers;

/// <summary>Says which disk is meant. Every part that is given has to fit.</summary>
public sealed record DiskRule
{
    /// <summary>Its node (<c>/dev/vda</c>), or a name under <c>/dev/disk/by-id</c> with or without that folder.</summary>
    public string? Device { get; init; }

    /// <summary>Its serial number.</summary>
    public string? Serial { get; init; }

    /// <summary>Its model, in any case of letters.</summary>
    public string? Model { get; init; }

    /// <summary>The smallest one that has at least this size.</summary>
    public ByteSize? SmallestOver { get; init; }

    /// <summary>It has to be the only one.</summary>
    public bool Only { get; init; }

    /// <summary>Whether the rule names its disk; any other rule looks only at disks that cannot be taken out.</summary>
    public bool NamesDisk => Device is not null || Serial is not null || Model is not null;

    /// <summary>As people read it.</summary>
    public override string ToString() => string.Join(" and ", new[]
    {
        Device is null ? null : $"device {Device}",
        Serial is null ? null : $"serial '{Serial}'",
        Model is null ? null : $"model '{Model}'",
        SmallestOver is null ? null : $"the smallest with {SmallestOver} or more",
        Only ? "the only one" : null,
    }.Where(part => part is not null));
}
