# What the machine is. Change it on the machine as well: nothing here needs a network.
{ pkgs, ... }:

{
  environment.systemPackages = [ pkgs.git ];

  # What may be changed and rebuilt on the machine without a network. Each takes room on the medium: `clu rebuild-kit plan` says how much.
  clu.rebuildKit.allow = [ "hostname" "user" "package" ];

  services.openssh.enable = true;

  # The release that this machine is installed with. It stays when nixpkgs is updated.
  system.stateVersion = "26.05";
}
