using System.Reflection;

namespace Clu.Cli;

/// <summary>The version of this program.</summary>
internal static class CluVersion
{
    /// <summary>What <c>clu --version</c> prints.</summary>
    public static string Line => $"clu {Number}";

    private static string Number =>
        typeof(CluVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
