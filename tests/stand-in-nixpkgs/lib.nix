let
  inherit (builtins) attrNames concatLists elem elemAt filter genList head isAttrs isFunction isList isString length map stringLength substring tail;
  modules = import ./modules.nix { inherit lib; };
  lib = modules // rec {
    inherit (builtins) attrNames concatLists elem elemAt filter head isString length map stringLength substring tail foldl' all any sort concatMap mapAttrs;
    types = import ./types.nix { inherit lib; };
    range = first: last: genList (i: first + i) (if last < first then 0 else last - first + 1);
    genAttrs = names: f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) names);
    mapAttrsToList = f: set: map (name: f name set.${name}) (attrNames set);
    filterAttrs = f: set: builtins.listToAttrs (filter (pair: f pair.name pair.value) (mapAttrsToList (name: value: { inherit name value; }) set));
    optional = condition: value: if condition then [ value ] else [ ];
    optionals = condition: values: if condition then values else [ ];
    optionalString = condition: text: if condition then text else "";
    optionalAttrs = condition: set: if condition then set else { };
    concatStringsSep = builtins.concatStringsSep;
    concatMapStrings = f: list: concatStringsSep "" (map f list);
    unique = builtins.foldl' (known: value: if elem value known then known else known ++ [ value ]) [ ];
    hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;
    hasSuffix = suffix: text: let n = stringLength text - stringLength suffix; in n >= 0 && substring n (-1) text == suffix;
    removePrefix = prefix: text: if hasPrefix prefix text then substring (stringLength prefix) (-1) text else text;
    splitString = separator: text: filter isString (builtins.split separator text);
    toInt = builtins.fromJSON;
    versionAtLeast = a: b: builtins.compareVersions a b >= 0;
    versionOlder = a: b: builtins.compareVersions a b < 0;
    getVersion = package: package.version or (builtins.parseDrvName package.name).version;
    makeBinPath = packages: concatStringsSep ":" (map (package: "${package}/bin") packages);
    cleanSourceWith = { src, filter }: builtins.filterSource filter src;
    hiPrio = package: package;
    licenses.mit = "MIT";
    trivial.release = "26.05";
  };
in
lib
