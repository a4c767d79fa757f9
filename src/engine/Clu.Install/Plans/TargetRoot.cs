namespace Clu.Install.Plans;

/// <summary>Where the target is mounted while it is installed.</summary>
public static class TargetRoot
{
    /// <summary>As <c>nixos-install</c> has it. Commands of a plan name it, so that a person could type them.</summary>
    public const string Default = "/mnt";
}
