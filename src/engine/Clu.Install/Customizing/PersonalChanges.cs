using Clu.Install.Choices;

namespace Clu.Install.Customizing;

/// <summary>What somebody wants to add to the personal area of a medium; everything is optional.</summary>
public sealed record PersonalChanges
{
    /// <summary>Whether what is there is dropped first.</summary>
    public bool Clear { get; init; }

    /// <summary>File with answers, which replace those that are there.</summary>
    public string? AnswersFile { get; init; }

    /// <summary>Public keys, or files of them, that let into the live system and as root into the installed one.</summary>
    public IReadOnlyList<string> SshKeys { get; init; } = [];

    /// <summary>Networks to join, by live system and installed system.</summary>
    public IReadOnlyList<WifiChoice> Wifi { get; init; } = [];

    /// <summary>crypt(3) hash: password of the live system's user and of the installed system's root.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Name of the installed machine.</summary>
    public string? HostName { get; init; }

    /// <summary>Its time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Files for the installed system.</summary>
    public IReadOnlyList<PersonalFile> Files { get; init; } = [];

    /// <summary>Whether nothing is wanted.</summary>
    public bool IsEmpty => this is
    {
        Clear: false, AnswersFile: null, SshKeys.Count: 0, Wifi.Count: 0, PasswordHash: null, HostName: null, TimeZone: null, Files.Count: 0,
    };
}
