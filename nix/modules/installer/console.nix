# What people meet: a greeting, a login by itself, a launcher and the installer, as on the medium of the reference system.
{ config, lib, options, pkgs, ... }:

let
  cfg = config.clu.installer;
  live = ../../../src/engine/Clu.Systems/Reference/Files/live;
  hasUser = cfg.autologinUser != null;
  hook = builtins.readFile (live + "/profile.d/zz-clu-console.sh");
  packageNames = lib.unique (lib.sort (a: b: a < b) (map (package: package.name or (builtins.baseNameOf package)) config.environment.systemPackages));

  # Above the defaults of nixpkgs' modules, below what a user sets.
  overDefault = lib.mkOverride 900;

  # services.getty since 20.09.
  gettyOptions = {
    autologinUser = lib.mkDefault cfg.autologinUser;
    helpLine = lib.mkForce cfg.helpLine;
    greetingLine = lib.mkForce cfg.greeting;
  };
  # As settings since 22.11.
  rootLogin = if options.services.openssh ? settings then { settings.PermitRootLogin = lib.mkDefault "yes"; } else { permitRootLogin = lib.mkDefault "yes"; };
in
{
  config = {
    services = {
      openssh = { enable = lib.mkDefault true; } // rootLogin;
    } // (if options.services ? getty then { getty = gettyOptions; } else { mingetty = gettyOptions; });

    environment.etc = {
      "clu/console".source = live + "/clu/console";
      # Name and version of each package of the system, sorted.
      packages.text = lib.concatMapStrings (name: "${name}\n") packageNames;
    } // lib.optionalAttrs (cfg.launcher != null) { "clu/launcher".text = cfg.launcher + "\n"; };
    environment.systemPackages = [ config.clu.package ] ++ cfg.tools;
    # Where clu looks for GRUB's modules.
    environment.pathsToLink = [ "/lib/grub" ];

    programs.bash.loginShellInit = hook;
    programs.zsh.loginShellInit = hook;
    systemd.tmpfiles.rules = [ "d /run/clu/launched 1777 root root -" ];

    users.users = lib.optionalAttrs hasUser {
      ${cfg.autologinUser} = {
        isNormalUser = lib.mkDefault true;
        extraGroups = [ "wheel" ];
        initialHashedPassword = overDefault "";
      };
    } // {
      root.initialHashedPassword = overDefault "";
    };
    security.sudo.enable = lib.mkDefault true;
    security.sudo.wheelNeedsPassword = lib.mkOverride 60 false;
    # Wireless networks of the medium and of the answers are NetworkManager's.
    networking.networkmanager.enable = lib.mkDefault true;
    networking.wireless.enable = lib.mkIf config.networking.networkmanager.enable (overDefault false);

    # What `clu customize` wrote onto the medium.
    systemd.services.clu-personal = {
      description = "Settings that were written onto this medium";
      wantedBy = [ "multi-user.target" ];
      before = [
        "NetworkManager.service"
        "getty.target"
        "sshd.service"
        "systemd-user-sessions.service"
      ];
      path = [ pkgs.coreutils config.clu.package pkgs.shadow ];
      unitConfig.ConditionPathExists = "/iso/clu/personal";
      serviceConfig = {
        Type = "oneshot";
        RemainAfterExit = true;
        TimeoutStartSec = 60;
      };
      # Zeros are an empty area. Whatever clu says, the system starts.
      script = ''
        if [ -f /iso/clu/personal ] && [ -z "$(head -c 4096 /iso/clu/personal | tr -d '\000')" ]; then
          exit 0
        fi
        clu live-settings apply || true
      '';
    };
  };
}
