# What all machines are.
{ pkgs, ... }:

{
  environment.systemPackages = [ pkgs.git ];
  services.openssh.enable = true;
  system.stateVersion = "26.05";
}
