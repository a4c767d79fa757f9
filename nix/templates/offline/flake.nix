# A medium that carries what its machine needs to be changed and rebuilt where there is no network: the sources of all inputs, and the parts of which
# a changed system is made.
#
#   clu build iso .#installer .#machine
#   clu prove result/iso/*.iso              says whether that is so, before anybody relies on it
#
# On the machine: edit /etc/nixos, then `nixos-rebuild switch`.
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
        machine = nixpkgs.lib.nixosSystem {
          system = "x86_64-linux";
          modules = [
            clu.nixosModules.late-binding
            ./machine.nix
          ];
        };

        # `self` is what the inputs are taken from: without it none are carried.
        installer = clu.lib.mkInstaller {
          inherit nixpkgs self;
          hosts.machine = self.nixosConfigurations.machine;
          modules = [
            {
              # What may be changed is said in machine.nix.
              # All that the live system itself was built of, its compilers too: some gigabytes.
              # isoImage.includeSystemBuildDependencies = true;
            }
          ];
        };
      };
    };
}
