# What the machine is. Change it on the machine as well: nothing here needs a network.
{ pkgs, ... }:

{
  environment.systemPackages = [ pkgs.git ];

  services.openssh.enable = true;

  # The release that this machine is installed with. It stays when nixpkgs is updated.
  system.stateVersion = "26.05";
}
