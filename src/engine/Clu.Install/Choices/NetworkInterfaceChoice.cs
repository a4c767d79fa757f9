namespace Clu.Install.Choices;

/// <summary>Settings of a wired interface.</summary>
/// <param name="Name">Its name (<c>enp1s0</c>), or null when it is known by its address.</param>
/// <param name="Mac">Its hardware address, lower case with colons; null when it is known by its name.</param>
/// <param name="Addresses">Addresses with prefix length, <c>192.0.2.7/24</c>; empty for DHCP.</param>
/// <param name="Gateways">Default gateways.</param>
/// <param name="NameServers">Name servers.</param>
/// <param name="SearchDomains">Search domains.</param>
public sealed record NetworkInterfaceChoice(
    string? Name, string? Mac, IReadOnlyList<string> Addresses, IReadOnlyList<string> Gateways, IReadOnlyList<string> NameServers, IReadOnlyList<string> SearchDomains);
