# A medium that installs one machine.
#
#   clu build iso .#installer .#machine     makes the image; `git add` what belongs to it first
#   clu run result/iso/*.iso                tries it in a virtual machine
#
# Name, user, disk and network of the machine are answered when it is installed; nothing is built there.
{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    # Where clu comes from, by its name in the registry: `nix registry add clu URL`.
    clu.url = "flake:clu";
    clu.inputs.nixpkgs.follows = "nixpkgs";
  };

  outputs =
    { self, nixpkgs, clu }:
    {
      nixosConfigurations = {
        # The machine.
        machine = nixpkgs.lib.nixosSystem {
          system = "x86_64-linux";
          modules = [
            # Leaves open what is bound to one machine.
            clu.nixosModules.late-binding
            ./machine.nix
          ];
        };

        # The live system that installs it.
        installer = clu.lib.mkInstaller {
          inherit nixpkgs self;
          modules = [
            {
              clu.installer.greeting = "This medium installs a machine.";
              # Programs of the live system, beside those that clu needs.
              # environment.systemPackages = [ ];
            }
          ];
        };
      };
    };
}
