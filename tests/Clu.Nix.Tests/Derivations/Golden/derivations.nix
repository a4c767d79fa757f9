let
  make = attributes: derivation ({ system = "x86_64-linux"; builder = "/bin/sh"; } // attributes);
  source = builtins.toFile "source" "text\n";
  content = { outputHashMode = "recursive"; outputHashAlgo = "sha256"; };
in rec {
  fixed = make { name = "fixed"; builder = "builtin:fetchurl"; url = "http://example.invalid/x"; outputHash = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="; outputHashMode = "flat"; };
  tree = make { name = "tree"; outputHash = "800d59cfcd3c05e900cb4e214be48f6b886a08df"; outputHashMode = "recursive"; outputHashAlgo = "sha1"; };
  words = make { name = "words"; args = [ "" "😀\r\n\t\\\"" source ]; control = builtins.fromJSON ''"\u0001\u0008\u000c\u001f\u007f\u2028"''; };
  outputs = make { name = "outputs"; outputs = [ "out" "dev" "doc" ]; args = [ "${fixed}" "${tree}" "${words}" ]; };
  attributes = make { name = "attributes"; __structuredAttrs = true; floats = [ 1.0 1.5 1.0e100 0.00001 0.001 123456789012345678.0 0.1 12.5 100000000000000.0 1000000000000000.0 ]; whole = -3; text = "😀\t\""; z.b = { }; z.a = [ ]; needs = outputs.dev; };
  top = make { name = "top"; a = outputs; b = outputs.doc; c = attributes; };
  floating = make (content // { name = "floating"; __contentAddressed = true; outputs = [ "out" "dev" ]; });
  deferred = make { name = "deferred"; needs = floating.dev; };
  impure = make (content // { name = "impure"; __impure = true; });
  producer = make { name = "producer.drv"; __contentAddressed = true; outputHashMode = "text"; outputHashAlgo = "sha256"; };
  dynamic = make { name = "dynamic"; a = builtins.outputOf producer.outPath "out"; b = producer; };
  isDeferredToo = make { name = "deferred-too"; needs = deferred; };
}
