namespace Clu.Cli.Wizard;

/// <summary>The pages, in their order.</summary>
internal enum PageId
{
    /// <summary>What this is, and whether the medium is checked first.</summary>
    Welcome,

    /// <summary>Which system of the medium.</summary>
    Host,

    /// <summary>Onto which disks.</summary>
    Disks,

    /// <summary>How they are divided.</summary>
    Layout,

    /// <summary>The passphrase.</summary>
    Encryption,

    /// <summary>The machine's name.</summary>
    HostName,

    /// <summary>Its first user.</summary>
    User,

    /// <summary>A key for SSH.</summary>
    SshKey,

    /// <summary>DHCP or a fixed address.</summary>
    Network,

    /// <summary>Whether wireless networks are kept.</summary>
    Wifi,

    /// <summary>The time zone.</summary>
    TimeZone,

    /// <summary>The keymap.</summary>
    Keyboard,

    /// <summary>The language.</summary>
    Locale,

    /// <summary>All answers.</summary>
    Summary,

    /// <summary>Everything is checked; nothing is written.</summary>
    Check,

    /// <summary>The disk's name is typed.</summary>
    Confirm,

    /// <summary>It is done.</summary>
    Running,

    /// <summary>How it ended.</summary>
    Result,

    /// <summary>The passphrase of an interrupted installation.</summary>
    Unlock,
}
