namespace Clu.Cli.Wizard.Choices;

/// <summary>A layout as the wizard offers it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">One line.</param>
/// <param name="DiskCount">Disks that it needs.</param>
/// <param name="Passphrase">Whether a passphrase opens it.</param>
/// <param name="Refusal">Why this machine cannot start from it, as a phrase; null when it can.</param>
internal sealed record LayoutChoice(string Name, string Description, int DiskCount, bool Passphrase, string? Refusal);
