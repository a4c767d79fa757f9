# What the machine is. What is bound to one machine is not said here: see `clu install --help`.
{ pkgs, ... }:

{
  environment.systemPackages = [ pkgs.git ];

  services.openssh.enable = true;

  # The release that this machine is installed with. It stays when nixpkgs is updated.
  system.stateVersion = "26.05";
}
