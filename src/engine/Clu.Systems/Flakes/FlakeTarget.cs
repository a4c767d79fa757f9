using System.Text;
using Clu.Binary;

namespace Clu.Systems.Flakes;

/// <summary>A NixOS configuration of a flake as people name it: <c>.#laptop</c>, <c>github:me/config#server</c>, <c>#laptop</c>, <c>./config</c>.</summary>
/// <param name="Flake">What stands before the hash, in Nix's words; <c>.</c> where nothing does.</param>
/// <param name="Name">Name of the configuration; null where none is named.</param>
public sealed record FlakeTarget(string Flake, string? Name)
{
    private const string Configurations = "nixosConfigurations";
    private const string ConfigurationsPrefix = Configurations + ".";

    /// <summary>As people write it.</summary>
    public override string ToString() => Name is null ? Flake : $"{Flake}#{Name}";

    /// <summary>Reads a target. <c>nixosConfigurations.laptop</c> stands for <c>laptop</c>.</summary>
    /// <exception cref="CluException">CLU0702: it is none.</exception>
    public static FlakeTarget Parse(string text)
    {
        int hash = text.IndexOf('#', StringComparison.Ordinal);
        string flake = hash < 0 ? text : text[..hash];
        string? name = hash < 0 || hash == text.Length - 1 ? null : text[(hash + 1)..];
        if (text.Length == 0 || text.Any(char.IsControl) || text[0] == '-')
            throw FlakeErrors.NoTarget(text, "it is no name of a flake");
        if (hash < 0 && !flake.AsSpan().ContainsAny("/:.") && !Directory.Exists(flake))
            throw FlakeErrors.BareWord(text);
        if (name is not null && name.StartsWith(ConfigurationsPrefix, StringComparison.Ordinal))
            name = name[ConfigurationsPrefix.Length..];
        if (name is ['"', .. string inner, '"'])
            name = inner;
        if (name is not null && name.AsSpan().ContainsAny("\"\\$\n"))
            throw FlakeErrors.NoTarget(text, $"'{name}' is no name of a configuration");
        return new FlakeTarget(flake.Length == 0 ? "." : flake, name);
    }

    /// <summary>What Nix calls the configurations of a flake.</summary>
    public static string AllOf(string flake) => $"{flake}#{Configurations}";

    /// <summary>What Nix calls an attribute of this configuration.</summary>
    /// <param name="attribute">Below <c>config.system.build</c>.</param>
    public string Installable(string attribute) => $"{AllOf(Flake)}.{Quote(Name ?? "")}.config.system.build.{attribute}";

    /// <summary>A text as a string of the Nix language.</summary>
    internal static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\' or '$')
                quoted.Append('\\');
            quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
