# Types: how definitions of one option come together, and what may be one. `definitions` is a list of { file, value }.
{ lib }:

let
  same = name: check: {
    inherit name;
    merge = path: definitions:
      let values = map (definition: definition.value) definitions; in
      if !builtins.all check values then throw "The option `${path}' is no ${name}"
      else if builtins.all (value: value == builtins.head values) values then builtins.head values
      else throw "The option `${path}' has conflicting definitions";
  };
  types = rec {
    bool = same "boolean" builtins.isBool;
    int = same "integer" builtins.isInt;
    str = same "string" builtins.isString;
    path = same "path" (value: builtins.isPath value || builtins.isAttrs value && value ? outPath || builtins.isString value && lib.hasPrefix "/" value);
    package = same "package" (value: builtins.isAttrs value && value ? outPath || builtins.isString value && lib.hasPrefix "/nix/store/" value);
    lines = {
      name = "lines";
      merge = _: definitions: builtins.concatStringsSep "\n" (map (definition: definition.value) definitions);
    };
    attrs = {
      name = "attribute set";
      merge = _: definitions: builtins.foldl' (all: definition: all // definition.value) { } definitions;
    };
    enum = values: same "one of ${builtins.concatStringsSep ", " values}" (value: builtins.elem value values);
    nullOr = type: {
      name = "null or ${type.name}";
      merge = path: definitions: if builtins.all (definition: definition.value == null) definitions then null else type.merge path definitions;
    };
    listOf = type: {
      name = "list of ${type.name}";
      merge = path: definitions: builtins.concatMap
        (definition: map (value: type.merge path [ (definition // { inherit value; }) ]) definition.value)
        definitions;
    };
    attrsOf = type: {
      name = "attribute set of ${type.name}";
      merge = path: definitions:
        let expanded = builtins.concatMap lib.expand definitions; in
        builtins.mapAttrs
          (name: _: type.merge "${path}.${name}" (lib.strongest (builtins.concatMap
            (definition: if definition.value ? ${name} then [ (definition // { value = definition.value.${name}; }) ] else [ ])
            expanded)))
          (builtins.foldl' (all: definition: all // definition.value) { } expanded);
    };
    submodule = module: {
      name = "submodule";
      merge = path: definitions: (lib.evalModules {
        modules = [ module ] ++ map (definition: { _file = definition.file; config = definition.value; }) definitions;
        specialArgs.name = lib.elemAt (lib.splitString "[.]" path) (lib.length (lib.splitString "[.]" path) - 1);
      }).config;
    };
    # Whatever it is: sets come together by name, lists one after the other.
    anything = {
      name = "anything";
      merge = path: definitions:
        let values = map (definition: definition.value) definitions; in
        if builtins.all (value: builtins.isAttrs value && !(value ? outPath)) values then (attrsOf anything).merge path definitions
        else if builtins.all builtins.isList values then builtins.concatLists values
        else if builtins.all builtins.isString values && builtins.length values > 1 && !builtins.all (value: value == builtins.head values) values then lines.merge path definitions
        else builtins.head values;
    };
    unspecified = anything;
  };
in
types
