# `nix flake check`: the program, and systems that use the modules.
{ self, nixpkgs, system }:

let
  inherit (nixpkgs) lib;
  pkgs = nixpkgs.legacyPackages.${system};

  host = nixpkgs.lib.nixosSystem {
    inherit system;
    modules = [
      self.nixosModules.late-binding
      { system.stateVersion = lib.trivial.release or "24.05"; }
    ];
  };
  installer = self.lib.mkInstaller {
    inherit nixpkgs self system;
    hosts.machine = host;
  };
in
{
  clu = self.packages.${system}.clu;
  late-binding = host.config.system.build.toplevel;
  # What clu reads of it; the systems themselves are built with it.
  medium = installer.config.system.build.cluMedium;
  # What a target needs open is open.
  open-files = pkgs.runCommand "open-files" { etc = host.config.system.build.etc; } ''
    for file in fstab crypttab hosts hostname localtime; do
      if [ -e "$etc/etc/$file" ] || [ -L "$etc/etc/$file" ]; then
        echo "/etc/$file comes from the closure" >&2
        exit 1
      fi
    done
    grep -qx boot-loader "$etc/etc/clu/late-binding"
    touch $out
  '';
}
