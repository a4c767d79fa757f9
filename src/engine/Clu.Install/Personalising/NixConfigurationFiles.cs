using System.Text;
using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Media.Hosts;
using Clu.Nix.StorePaths;

namespace Clu.Install.Personalising;

/// <summary>
/// <c>/etc/nixos</c>: a flake, a configuration and a hardware configuration that say what was answered, so that a rebuild agrees. Hashes of passwords
/// lie outside, in files of root: a flake's folder is copied to the store, which everybody reads.
/// </summary>
internal static class NixConfigurationFiles
{
    private const string Folder = "/etc/nixos";

    public static void Add(PersonalActions actions, InstallChoices choices, DiskPlan disks, ITargetFiles target)
    {
        actions.Folder(Folder);
        actions.Text($"{Folder}/flake.nix", Flake(choices.Machine.HostName.Text, choices.Host.Offline?.Flake));
        actions.Text($"{Folder}/configuration.nix", new SystemConfiguration(choices, target).ToString());
        actions.Text($"{Folder}/hardware-configuration.nix", new HardwareConfiguration(disks, target).ToString());
        List<(string Name, string? Hash)> hashes =
            [("root", choices.Machine.RootPasswordHash), .. choices.Machine.Users.Select(user => (user.Name.Text, user.PasswordHash))];
        actions.Folder(SystemConfiguration.PasswordFolder, PersonalActions.PrivateFolder);
        foreach ((string name, string? hash) in hashes)
            actions.Secret($"{SystemConfiguration.PasswordFolder}/{name}", $"{hash ?? "!"}\n");
    }

    /// <summary>Text of <c>flake.nix</c>.</summary>
    /// <param name="name">Name of the machine.</param>
    /// <param name="of">The flake that the system is of; null for none that is known.</param>
    internal static string Flake(string name, HostFlake? of) => of is null ? OnNixpkgs(name) : OnFlake(name, of);

    /// <summary>The system that was installed, with what was answered: its flake and all inputs of that are in the store.</summary>
    private static string OnFlake(string name, HostFlake of) => $$"""
        # Written by clu install. `nixos-rebuild switch --flake /etc/nixos` builds the system of the flake below, with what configuration.nix says.
        # It needs no network as long as the inputs stay. To follow the flake's own place again, put that here.
        {
          inputs.system.url = {{NixText.String(Url(of))}};

          outputs =
            { system, ... }:
            {
              nixosConfigurations.{{NixText.String(name)}} = system.nixosConfigurations.{{NixText.String(of.Configuration)}}.extendModules {
                modules = [ ./configuration.nix ];
              };
            };
        }

        """;

    private static string Url(HostFlake of) => $"path:{StoreDirectory.Default.Print(of.Source)}{(of.Directory.Length == 0 ? "" : $"?dir={of.Directory}")}";

    private static string OnNixpkgs(string name) => $$"""
        # Written by clu install. `nixos-rebuild switch --flake /etc/nixos` builds what configuration.nix says.
        {
          inputs.nixpkgs.url = "nixpkgs";

          outputs =
            { nixpkgs, ... }:
            {
              nixosConfigurations.{{NixText.String(name)}} = nixpkgs.lib.nixosSystem {
                modules = [ ./configuration.nix ];
              };
            };
        }

        """;
}
