# Functions for flakes that make media. `self` is clu's own flake, `lib` that of its nixpkgs.
{ self, lib }:

rec {
  # The sources of all inputs of a flake, theirs too, by their names in its flake.lock: { NAME = { path; locked; }; }.
  # `flake` is the `self` of the flake in question. One without flake.lock has no inputs that could be named.
  flakeInputs = flake:
    let
      file = flake.outPath + "/flake.lock";
      lock = builtins.fromJSON (builtins.readFile file);
      root = lock.nodes.${lock.root};

      # An input is the name of a node, or the way to one from the root.
      nodeAt = input: if builtins.isString input then input else lib.foldl' (node: name: nodeAt lock.nodes.${node}.inputs.${name}) lock.root input;

      visit = known: flakeOf: node:
        lib.foldl'
          (found: input:
            let
              name = nodeAt node.inputs.${input};
              source = flakeOf.inputs.${input};
            in
            if found ? ${name} then found
            else visit (found // { ${name} = { path = source.outPath; locked = lock.nodes.${name}.locked; }; }) source lock.nodes.${name})
          known
          (lib.attrNames (node.inputs or { }));
    in
    if builtins.pathExists file then visit { } flake root else { };

  # Short names for the inputs that a flake itself names.
  flakeRegistry = flake: lib.mapAttrs (_: input: input.outPath) (flake.inputs or { });

  # A NixOS configuration of a live system that installs others.
  #   nixpkgs   flake that it is made of
  #   self      the flake that it is made in: its inputs are carried, so that hosts can be rebuilt without a network
  #   hosts     { NAME = nixosConfigurations.NAME or a toplevel; }
  #   modules   more of the live system
  mkInstaller =
    {
      nixpkgs,
      self ? null,
      hosts ? { },
      modules ? [ ],
      system ? "x86_64-linux",
      specialArgs ? { },
    }:
    let
      toplevelOf = host: if host ? config then host.config.system.build.toplevel else host;
      # One that leaves its name open is asked for it.
      nameOf = host: let name = host.config.networking.hostName or ""; in if name == "" then null else name;
      # What may be changed on it is said where it is configured, or here.
      hostOf = host: {
        toplevel = toplevelOf host;
        hostName = lib.mkDefault (nameOf host);
        rebuild = {
          allow = lib.mkDefault (host.config.clu.rebuildKit.allow or [ ]);
          budget = lib.mkDefault (host.config.clu.rebuildKit.budget or null);
        };
      };
      carried = lib.optionalAttrs (self != null) {
        inputs = flakeInputs self;
        registry = flakeRegistry self;
      };
    in
    nixpkgs.lib.nixosSystem {
      inherit system specialArgs;
      modules = [
        installerModule
        {
          clu.installer = carried // {
            hosts = lib.mapAttrs (_: hostOf) hosts;
          };
        }
      ] ++ modules;
    };

  installerModule = self.nixosModules.installer;
}
