namespace Clu.Install.Choices;

/// <summary>A wireless network.</summary>
/// <param name="Ssid">Its name.</param>
/// <param name="Passphrase">WPA passphrase; null for an open network.</param>
/// <param name="Hidden">Whether it does not tell its name.</param>
public sealed record WifiChoice(string Ssid, string? Passphrase, bool Hidden);
