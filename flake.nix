{
  description = "Bootable media from Nix closures, and installed machines from media, without a network";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      inherit (nixpkgs) lib;

      # What clu installs, and so what it runs on.
      systems = [ "x86_64-linux" ];
      eachSystem = lib.genAttrs systems;
      # The own nixpkgs builds clu, so that it is to be had under a system's nixpkgs of any age.
      withPackage = module: { pkgs, ... }: {
        imports = [ module ];
        clu.package = lib.mkDefault self.packages.${pkgs.stdenv.hostPlatform.system or pkgs.stdenv.system}.clu;
      };
    in
    {
      packages = eachSystem (system: rec {
        clu = nixpkgs.legacyPackages.${system}.callPackage ./nix/package.nix { };
        default = clu;
      });

      overlays.default = import ./nix/overlay.nix;

      nixosModules = rec {
        installer = withPackage ./nix/modules/installer;
        late-binding = withPackage ./nix/modules/late-binding.nix;
        default = installer;
      };

      lib = import ./nix/lib { inherit self lib; };

      templates = import ./nix/templates;

      # `clu build iso .#installer`: the seed of everyone's own. It installs nothing yet: name hosts of yours beside it.
      nixosConfigurations.installer = self.lib.mkInstaller {
        inherit nixpkgs self;
        modules = [{ isoImage.edition = "clu"; }];
      };

      checks = eachSystem (system: import ./nix/checks.nix { inherit self nixpkgs system; });
    };
}
