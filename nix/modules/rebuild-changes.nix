# What may be changed in an installed system without a network: docs/rebuild-kit.md.
[
  "hostname"
  "user"
  "disk"
  "modules"
  "package"
]
