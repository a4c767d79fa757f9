# Systems in NixOS's shape whose parts come from Debian: nixosConfigurations.NAME.config.system.build.toplevel, and an installer with cluMedium.
{
  outputs = { self }: {
    lib = import ./systems.nix;

    nixosConfigurations = builtins.mapAttrs (name: _: self.lib.system { inherit name; modules = if name == "installer" then [ ./installer.nix ] else [ ./machine.nix ]; })
      self.lib.parts.systems;
  };
}
