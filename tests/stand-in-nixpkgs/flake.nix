# In the place of nixpkgs where it cannot be had: a module system that knows what clu's modules use of it, NixOS's options by name, packages that
# are names. It shows that flake, modules and templates evaluate, not that NixOS would take them; for that CLU_NIXPKGS names a real nixpkgs.
{
  outputs = { self }:
    let lib = import ./lib.nix; in
    {
      lib = lib // {
        nixosSystem = arguments: import ./nixos.nix { inherit lib; pkgs = self.legacyPackages.x86_64-linux; } arguments;
      };
      legacyPackages.x86_64-linux = import ./packages.nix { inherit lib; };
    };
}
