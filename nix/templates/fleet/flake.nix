# One medium for several machines. They share what they have in common, so that each further one costs little.
#
#   clu build iso .#installer .#desk .#server
#
# Whoever installs chooses one of them; `answers.toml` on the medium can do it without a question.
{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    # Where clu comes from, by its name in the registry: `nix registry add clu URL`.
    clu.url = "flake:clu";
    clu.inputs.nixpkgs.follows = "nixpkgs";
  };

  outputs =
    { self, nixpkgs, clu }:
    let
      machine =
        module:
        nixpkgs.lib.nixosSystem {
          system = "x86_64-linux";
          modules = [
            clu.nixosModules.late-binding
            ./common.nix
            module
          ];
        };
    in
    {
      nixosConfigurations = {
        desk = machine ./desk.nix;
        server = machine ./server.nix;

        installer = clu.lib.mkInstaller {
          inherit nixpkgs self;
          modules = [
            {
              clu.installer = {
                greeting = "This medium installs a desk or a server.";
                # Answers for every machine, asked for no more. Who has the medium can read them.
                # answers = ./answers.toml;
              };
            }
          ];
        };
      };
    };
}
