namespace Clu.Systems.Flakes;

/// <summary>What a configuration is wanted for.</summary>
public enum FlakeRole
{
    /// <summary>The live system if it describes a medium, else a host.</summary>
    Any,

    /// <summary>A host, whatever it describes.</summary>
    Host,

    /// <summary>The live system.</summary>
    Live,
}
