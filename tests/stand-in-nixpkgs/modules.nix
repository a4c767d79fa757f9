# Modules: imports, declarations of options, definitions with conditions and priorities. What no option is declared for is taken as it comes.
{ lib }:

rec {
  mkOption = attributes: attributes // { _type = "option"; };
  mkIf = condition: content: { _type = "if"; inherit condition content; };
  mkMerge = contents: { _type = "merge"; inherit contents; };
  mkOverride = priority: content: { _type = "override"; inherit priority content; };
  mkOptionDefault = mkOverride 1500;
  mkDefault = mkOverride 1000;
  mkForce = mkOverride 50;

  is = type: value: builtins.isAttrs value && (value._type or null) == type;

  # Conditions and priorities of a set go to its members, so that its names are known without looking at any condition.
  expand = definition:
    let
      inherit (definition) value;
      inner = content: expand (definition // { value = content; });
      each = f: map (one: one // { value = builtins.mapAttrs (_: f) one.value; });
    in
    if is "if" value then each (mkIf value.condition) (inner value.content)
    else if is "merge" value then builtins.concatMap inner value.contents
    else if is "override" value then each (mkOverride value.priority) (inner value.content)
    else [ definition ];

  # Definitions of one value whose conditions hold, those of the strongest priority alone.
  strongest = definitions:
    let
      discharge = priority: definition:
        let inherit (definition) value; in
        if is "if" value then (if value.condition then discharge priority (definition // { value = value.content; }) else [ ])
        else if is "merge" value then builtins.concatMap (content: discharge priority (definition // { value = content; })) value.contents
        else if is "override" value then discharge value.priority (definition // { value = value.content; })
        else [ (definition // { inherit priority; }) ];
      all = builtins.concatMap (discharge 100) definitions;
      best = builtins.foldl' (least: definition: if definition.priority < least then definition.priority else least) 9999 all;
    in
    builtins.filter (definition: definition.priority == best) all;

  evalModules = { modules, specialArgs ? { } }:
    let
      arguments = { inherit lib config options; } // specialArgs;

      collect = file: module:
        if builtins.isPath module || builtins.isString module then collect (toString module) (import module)
        else if builtins.isFunction module then collect file (module arguments)
        else
          let
            own = module._file or file;
            isWhole = module ? config || module ? options;
            rest = builtins.removeAttrs module [ "imports" "_file" ];
          in
          builtins.concatMap (collect own) (module.imports or [ ])
          ++ [{
            file = own;
            options = module.options or { };
            config = if isWhole then module.config or { } else rest;
          }];

      all = builtins.concatMap (collect "a module") modules;

      children = name: builtins.concatMap (part: if part.value ? ${name} then [ (part // { value = part.value.${name}; }) ] else [ ]);
      names = parts: builtins.attrNames (builtins.foldl' (known: part: known // part.value) { } parts);

      # The tree of options: declarations of one name come together where at most one of them has a default.
      tree = path: declarations: definitions:
        let expanded = builtins.concatMap expand definitions; in
        lib.genAttrs (names declarations) (name:
          let
            here = children name declarations;
            at = if path == "" then name else "${path}.${name}";
          in
          if builtins.any (part: is "option" part.value) here then option at here (children name expanded)
          else tree at here (children name expanded));

      option = path: declarations: definitions:
        let
          declared = builtins.foldl' (known: part: known // part.value) { } declarations;
          defaults = builtins.concatMap (part: if part.value ? default then [{ inherit (part) file; value = part.value.default; }] else [ ]) declarations;
          defined = strongest definitions;
          # Looked at only where nothing else is said: a default may be an error.
          final = if defined != [ ] then defined else defaults;
          type = declared.type or lib.types.unspecified;
          value = if final == [ ] then throw "The option `${path}' is used but not defined." else type.merge path final;
        in
        declared // {
          type = type // { getSubOptions = declared.subOptions or (_: { }); };
          declarations = map (part: part.file) declarations;
          files = map (definition: definition.file) final;
          definitions = map (definition: definition.value) final;
          isDefined = final != [ ];
          inherit value;
        };

      values = options: definitions:
        let expanded = builtins.concatMap expand definitions; in
        builtins.mapAttrs (name: found: if is "option" found then found.value else values found (children name expanded)) options
        // builtins.listToAttrs (builtins.concatMap
          (name: if options ? ${name} then [ ] else [{ inherit name; value = lib.types.anything.merge name (strongest (children name expanded)); }])
          (names expanded));

      definitionsOf = map (module: { inherit (module) file; value = module.config; }) all;
      options = tree "" (map (module: { inherit (module) file; value = module.options; }) all) definitionsOf;
      config = values options definitionsOf;
    in
    { inherit config options; };
}
