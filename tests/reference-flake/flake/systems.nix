# Derivations of the objects in parts.json, and systems made of them.
let
  parts = builtins.fromJSON (builtins.readFile ./parts.json);
  # It looks at its own name: a file of the store by itself would have another.
  busybox = "${./programs}/busybox";
  rewriting = ./build/rewriting.sh;

  derive = name: script: attributes: derivation ({
    inherit name busybox rewriting;
    system = "x86_64-linux";
    builder = busybox;
    args = [ "sh" script ];
  } // attributes);

  fetch = archive: derivation {
    name = builtins.baseNameOf archive.url;
    system = "builtin";
    builder = "builtin:fetchurl";
    inherit (archive) url;
    outputHashMode = "flat";
    outputHashAlgo = "sha256";
    outputHash = archive.sha256;
    preferLocalBuild = true;
    unpack = false;
    executable = false;
  };

  linesOf = file: builtins.filter (line: builtins.isString line && line != "") (builtins.split "\n" (builtins.readFile file));
  # What every object is made from; `replaced` says what stands in the place of some of those that it refers to.
  common = hash: replaced:
    let object = parts.objects.${hash}; in {
      archive = fetch object.archive;
      links = if object.links then ./objects + "/${object.base}.links" else "";
      texts = object.texts;
      self = hash;
      # Old hash and new object.
      renamed = builtins.concatStringsSep "\n" (map (reference: "${reference} ${replaced.${reference} or objects.${reference}}") object.references);
    };

  objects = builtins.mapAttrs (hash: object: derive object.name ./build/object.sh (common hash { })) parts.objects;

  isNamed = pattern: hash: builtins.match pattern parts.objects.${hash}.name != null;
  find = pattern: hashes:
    let found = builtins.filter (isNamed pattern) hashes; in
    if found == [ ] then throw "no object of the system is named ${pattern}" else builtins.head found;

  # A package of the sources by its name, whichever system has it.
  package = name: objects.${hashOfPackage name};

  hashOfPackage = name:
    let found = builtins.filter (isNamed "${name}-[0-9].*") (builtins.attrNames parts.objects); in
    if found == [ ] then throw "the sources have no package ${name}" else builtins.head found;

  # What packages need, themselves too, without what an environment has already.
  withDependencies = names: present: map (entry: objects.${entry.key}) (builtins.genericClosure {
    startSet = map (name: { key = hashOfPackage name; }) names;
    operator = entry: map (key: { inherit key; }) (builtins.filter (key: !builtins.elem key present) parts.objects.${entry.key}.references);
  });

  # Of a module for NixOS what machine.nix knows, too; in it a package of pkgs is its name.
  ofNixos = settings: module:
    let
      names = map (hash: (builtins.parseDrvName parts.objects.${hash}.name).name) (builtins.attrNames parts.objects);
      pkgs = builtins.listToAttrs (map (name: { inherit name; value = name; }) names);
      text = import module;
      said = if builtins.isFunction text then text { inherit pkgs; } else text;
    in
    {
      hostName = said.networking.hostName or settings.hostName;
      packages = settings.packages ++ (said.environment.systemPackages or [ ]);
      initrdModules = settings.initrdModules ++ (said.boot.initrd.availableKernelModules or [ ]);
      kernelParams = settings.kernelParams ++ (said.boot.kernelParams or [ ]);
    };

  defaults = {
    hostName = null;
    packages = [ ];
    extraDependencies = [ ];
    initrdModules = [ ];
    kernelParams = [ ];
    hosts = [ ];
    specialisation = { };
    label = "reference-flake";
    efi = true;
    rebuildKit = { allow = [ "hostname" "package" ]; budget = null; };
  };

  system = { name, modules }:
    let
      settings = builtins.foldl' (all: module: all // (if builtins.isPath module || builtins.isString module then import module else module)) defaults modules;

      old = parts.systems.${name};
      references = parts.objects.${old}.references;
      oldEnvironment = find "system-path" references;
      oldEtc = find "etc" references;
      oldInitrd = find "initrd-linux-.*" references;
      oldModules = find "linux-.*-modules" references;

      environment = if settings.packages == [ ] then objects.${oldEnvironment} else derive "system-path" ./build/environment.sh (common oldEnvironment { } // {
        object = ./build/object.sh;
        packages = withDependencies settings.packages parts.objects.${oldEnvironment}.references;
      });

      etc = if settings.hostName == null then objects.${oldEtc} else derive "etc" ./build/etc.sh (common oldEtc { } // {
        object = ./build/object.sh;
        hostName = settings.hostName;
      });

      initrd = derive parts.objects.${oldInitrd}.name ./build/initrd.sh {
        programs = fetch parts.objects.${oldInitrd}.archive;
        modules = objects.${oldModules};
        names = linesOf (./objects + "/${parts.objects.${oldInitrd}.base}.modules") ++ settings.initrdModules;
      };

      oldBoot = builtins.fromJSON (builtins.readFile (./objects + "/${parts.objects.${old}.base}.boot.json"));
      spec = oldBoot."org.nixos.bootspec.v1";
      document = changes: { "org.nixos.bootspec.v1" = spec // changes; "org.nixos.specialisation.v1" = { }; };

      # A variant is a system of its own, beside which the main one has a link.
      variants = builtins.mapAttrs (_: variant: makeToplevel (settings.kernelParams ++ variant.kernelParams) { }) settings.specialisation;

      toplevel = makeToplevel settings.kernelParams variants;

      makeToplevel = added: specialisations: let kernelParams = spec.kernelParams ++ added; in derive parts.objects.${old}.name ./build/toplevel.sh (common old {
        ${oldEnvironment} = environment;
        ${oldEtc} = etc;
        ${oldInitrd} = initrd;
      } // {
        object = ./build/object.sh;
        boot = builtins.toJSON (oldBoot // document { inherit kernelParams; } // {
          "org.nixos.specialisation.v1" = builtins.mapAttrs
            (name: system: document { toplevel = "${system}"; init = "${system}/init"; kernelParams = spec.kernelParams ++ settings.kernelParams ++ settings.specialisation.${name}.kernelParams; })
            specialisations;
        });
        specialisations = builtins.concatStringsSep "\n" (builtins.attrValues (builtins.mapAttrs (name: system: "${name} ${system}") specialisations));
        kernelParams = builtins.concatStringsSep " " kernelParams;
        # With what may be added on the machine.
        dependencies = map (hash: objects.${hash}) (builtins.filter (hash: !builtins.elem hash [ oldEnvironment oldEtc oldInitrd ]) references)
          ++ map package settings.extraDependencies;
      });
    in
    {
      # For /etc/nixos, where clu install writes a flake that extends this one by a module.
      extendModules = { modules }: system { inherit name; modules = [ settings ] ++ map (ofNixos settings) modules; };

      config = {
        clu = { inherit (settings) rebuildKit; };
        networking.hostName = if settings.hostName == null then "" else settings.hostName;
        system.build = {
          inherit toplevel etc;
          initialRamdisk = initrd;
        } // (if name == "installer" then { cluMedium = import ./medium.nix { inherit toplevel settings package derive system parts; }; } else { });
      };
    };
in
{
  inherit parts objects package system;
}
