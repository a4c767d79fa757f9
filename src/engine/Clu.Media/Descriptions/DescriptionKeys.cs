using Clu.Nix.StrictJson;

namespace Clu.Media.Descriptions;

/// <summary>The names of version 1.</summary>
internal static class DescriptionKeys
{
    public const int Version = 1;

    public static readonly JsonFormat Document = new("medium.json", Version, DescriptionLimits.MaxLength, DescriptionLimits.MaxDepth);

    public const string VersionNumber = "version";
    public const string Toplevel = "toplevel";
    public const string VolumeId = "volumeId";
    public const string Name = "name";
    public const string Edition = "edition";
    public const string Label = "label";
    public const string Prepend = "prependToMenuLabel";
    public const string Append = "appendToMenuLabel";
    public const string ConfigurationName = "configurationName";
    public const string ShowConfiguration = "showConfiguration";
    public const string Compression = "compression";
    public const string Timeout = "timeout";
    public const string ForceTextMode = "forceTextMode";
    public const string Bios = "makeBiosBootable";
    public const string Efi = "makeEfiBootable";
    public const string Usb = "makeUsbBootable";
    public const string Grub = "grub";
    public const string Splash = "splashImage";
    public const string EfiSplash = "efiSplashImage";
    public const string MemoryTest = "memtest";
    public const string Contents = "contents";
    public const string StoreContents = "storeContents";
    public const string Hosts = "hosts";
    public const string Inputs = "inputs";
    public const string Registry = "registry";
    public const string NixConf = "nixConf";

    public const string Codec = "codec";
    public const string Level = "level";
    public const string BlockSize = "blockSize";

    public const string GrubTools = "tools";
    public const string GrubBios = "i386-pc";
    public const string GrubX64 = "x86_64-efi";
    public const string GrubIa32 = "i386-efi";
    public const string GrubFont = "font";

    public const string MemoryTestBios = "bios";
    public const string MemoryTestEfi = "efi";

    public const string Source = "source";
    public const string Target = "target";

    public const string Description = "description";
    public const string HostName = "hostname";
    public const string Layout = "layout";
    public const string Rebuild = "rebuild";
    public const string Kit = "kit";
    public const string Allow = "allow";
    public const string Budget = "budget";

    public const string Path = "path";
    public const string Locked = "locked";
}
