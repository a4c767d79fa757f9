using Clu.Media.Descriptions;
using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>The live system that a medium is asked to boot.</summary>
public abstract record LiveRequest
{
    private LiveRequest()
    {
    }

    /// <summary>clu's reference system, made of Debian packages.</summary>
    /// <param name="Profile">What goes on the medium, hosts included.</param>
    /// <param name="CluFolder">Folder with the native <c>clu</c> that goes onto the medium.</param>
    public sealed record Reference(InstallerProfile Profile, string CluFolder) : LiveRequest
    {
        /// <summary>Use what is in the cache and ask no mirror.</summary>
        public bool Offline { get; init; }
    }

    /// <summary>A NixOS system that is built.</summary>
    /// <param name="Description">What its configuration says of the medium, hosts included.</param>
    /// <param name="Root">Root of the store on this machine that has all that the description names; empty for the machine's own.</param>
    public sealed record Nixos(MediumDescription Description, string Root) : LiveRequest
    {
        /// <summary>Make the medium even where the live system would not boot from it, as far as can be told.</summary>
        public bool Unchecked { get; init; }

        /// <summary>What hosts of the description get besides, by their names.</summary>
        public IReadOnlyDictionary<HostName, HostAddition> Additions { get; init; } = new Dictionary<HostName, HostAddition>();
    }
}
