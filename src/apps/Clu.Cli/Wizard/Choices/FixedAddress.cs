namespace Clu.Cli.Wizard.Choices;

/// <summary>Settings of one wired interface.</summary>
/// <param name="Interface">Its name.</param>
/// <param name="Address">Address with prefix length, <c>192.0.2.7/24</c>.</param>
/// <param name="Gateway">Default gateway; empty for none.</param>
/// <param name="NameServers">Name servers, may be empty.</param>
internal sealed record FixedAddress(string Interface, string Address, string Gateway, IReadOnlyList<string> NameServers);
