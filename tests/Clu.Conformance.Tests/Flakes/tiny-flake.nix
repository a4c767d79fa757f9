# A flake of the shape of NixOS's, small enough to be built in a second: its systems are for looking at, not for booting.
# Beside it lie bin/busybox, grub/bin/grub-mkimage, grub/i386-pc/*.mod and grub/unicode.pf2.
{
  outputs = { self }:
    let
      system = "x86_64-linux";
      run = name: more: script: derivation ({
        inherit name system script;
        b = "${./bin}/busybox";
        builder = "${./bin}/busybox";
        args = [ "sh" "-euc" script ];
      } // more);

      linux = run "linux-6.12.1" { } ''
        $b mkdir -p $out/lib/modules/6.12.1
        echo 'a kernel' > $out/bzImage
        echo 'kernel/drivers/block/loop.ko' > $out/lib/modules/6.12.1/modules.builtin
      '';
      initrd = run "initrd-linux-6.12.1" { } ''
        $b mkdir -p $out root/lib/modules/6.12.1
        for module in squashfs isofs overlay; do echo x > root/lib/modules/6.12.1/$module.ko.xz; done
        echo '/iso/nix-store.squashfs /nix/.ro-store squashfs' > root/fsinfo
        cd root
        $b find . | $b sort | $b cpio -o -H newc | $b gzip -n > $out/initrd
      '';
      stage2 = run "stage-2" { } "echo 'nix-store --load-db < /nix/store/nix-path-registration' > $out";

      toplevel = name: variants: run "nixos-system-${name}-25.11" { inherit linux initrd stage2; } ''
        $b mkdir -p $out/bin $out/kernel-modules
        printf '#!/bin/sh\n. %s\n' $stage2 > $out/init
        printf '#!/bin/sh\n' > $out/bin/switch-to-configuration
        $b chmod 555 $out/init $out/bin/switch-to-configuration
        $b ln -s $linux/lib $out/kernel-modules/lib
        boot() {
          printf '"org.nixos.bootspec.v1":{"init":"%s/init","initrd":"%s/initrd","kernel":"%s/bzImage","kernelParams":["loglevel=4",%s]' $out $initrd $linux "$1"
          printf ',"label":"NixOS 25.11 (Linux 6.12.1)","system":"${system}","toplevel":"%s"}' $out
        }
        {
          printf '{'; boot '"quiet"'; printf ',"org.nixos.specialisation.v1":{'
          if [ -n "${variants}" ]; then printf '"${variants}":{'; boot '"nomodeset"'; printf ',"org.nixos.specialisation.v1":{}}'; fi
          printf '}}'
        } > $out/boot.json
      '';

      host = name: { config = { networking.hostName = name; system.build.toplevel = toplevel name ""; }; };

      medium = more: run "clu-medium" {
        json = builtins.toJSON ({
          version = 1;
          toplevel = "${toplevel "installer" "text"}";
          volumeId = "tiny-25.11-x86_64";
          name = "NixOS";
          edition = "tiny";
          label = "25.11";
          prependToMenuLabel = "";
          appendToMenuLabel = " Installer";
          configurationName = null;
          showConfiguration = true;
          compression = { codec = "zstd"; level = 3; blockSize = 131072; };
          timeout = 5;
          forceTextMode = false;
          makeBiosBootable = true;
          makeEfiBootable = true;
          makeUsbBootable = true;
          grub = {
            tools = "${./grub}";
            i386-pc = "${./grub}/i386-pc";
            x86_64-efi = null;
            i386-efi = null;
            font = "${./grub}/unicode.pf2";
          };
          splashImage = null;
          efiSplashImage = null;
          memtest = { bios = null; efi = null; };
          contents = [{ source = "${./notes.txt}"; target = "/docs/notes.txt"; }];
          storeContents = [ "${stage2}" ];
          hosts = [{
            name = "desk";
            toplevel = "${toplevel "desk" ""}";
            description = "A desk";
            hostname = "desk-1";
            layout = "ext4";
            rebuild = null;
          }];
          inputs = [{ name = "self"; path = "${self}"; locked = { type = "path"; lastModified = 1; }; }];
          registry = null;
          nixConf = [ "flake-registry = " ];
        } // more);
      } ''
        $b mkdir $out
        printf %s "$json" > $out/medium.json
      '';
      installer = more: { config.system.build = { toplevel = toplevel "installer" "text"; cluMedium = medium more; }; };
    in
    {
      nixosConfigurations = {
        installer = installer { };
        # It says nothing of flakes.
        plain = installer { inputs = [ ]; nixConf = [ ]; };
        wrong-label = installer { volumeId = "a-label-that-is-longer-than-a-medium-can-have"; };
        laptop = host "laptop";
        server = host "server";
        # Its name as a host is that of the one that the medium has already.
        Desk = host "other-desk";
        throws = throw "the reason why it does not evaluate";
        fails.config.system.build.toplevel = run "fails" { } "echo 'the last words'; exit 3";
        needs-feature.config.system.build.toplevel = run "addressed" { __contentAddressed = true; outputHashMode = "recursive"; outputHashAlgo = "sha256"; } "echo x > $out";
        untracked = import ./hosts/untracked.nix;
      };
    };
}
