using Clu.Binary;
using Clu.Stores.Remote;
using Clu.Testing;

namespace Clu.Stores.Tests.Remote;

public sealed class DaemonAddressTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("daemon", "/nix/var/nix/daemon-socket/socket")]
    [InlineData("unix://", "/nix/var/nix/daemon-socket/socket")]
    [InlineData("unix:///run/a%20socket", "/run/a socket")]
    [InlineData("unix://?root=/mnt", "/mnt/nix/var/nix/daemon-socket/socket")]
    [InlineData("daemon?state=/var/nix&root=/mnt", "/var/nix/daemon-socket/socket")]
    public void A_daemon_listens_where_nix_says(string url, string socket) => Assert.Equal(socket, new DaemonAddress(_ => null).Socket(StoreUrl.Parse(url)));

    [Theory]
    [InlineData("NIX_DAEMON_SOCKET_PATH", "/run/socket", "/run/socket")]
    [InlineData("NIX_STATE_DIR", "/var/nix", "/var/nix/daemon-socket/socket")]
    public void The_environment_can_say_where(string name, string value, string socket) =>
        Assert.Equal(socket, new DaemonAddress(variable => variable == name ? value : null).Socket(StoreUrl.Parse("daemon")));

    [Theory]
    [InlineData("daemon?max-connections=7&trusted=true", 7)]
    [InlineData("unix://?max-connections=1", 1)]
    public void The_number_of_connections_is_in_the_url(string url, int number) => Assert.Equal(number, DaemonAddress.Connections(StoreUrl.Parse(url)));

    [Theory]
    [InlineData("daemon?max-connections=0")]
    [InlineData("daemon?max-connections=many")]
    public void A_wrong_number_of_connections_is_refused(string url) =>
        Assert.Equal("CLU0313", Assert.Throws<CluException>(() => DaemonAddress.Connections(StoreUrl.Parse(url))).Code);

    [Fact]
    public void Auto_is_the_store_that_the_environment_names() =>
        Assert.Equal("ssh-ng", Resolve("auto", ("NIX_REMOTE", "ssh-ng://host")).Scheme);

    [Fact]
    public void Auto_is_local_where_the_state_can_be_written()
    {
        Directory.CreateDirectory(_folder["state"]);
        File.WriteAllText(_folder["socket"], "");
        Assert.Equal("local", Resolve("auto", ("NIX_STATE_DIR", _folder["state"]), ("NIX_DAEMON_SOCKET_PATH", _folder["socket"])).Scheme);
    }

    [Fact]
    public void Auto_is_the_daemon_where_the_state_cannot_be_written_and_a_socket_is_there()
    {
        Assert.Equal("local", Resolve("auto", ("NIX_STATE_DIR", _folder["none"]), ("NIX_DAEMON_SOCKET_PATH", _folder["socket"])).Scheme);
        File.WriteAllText(_folder["socket"], "");
        Assert.Equal("unix", Resolve("auto", ("NIX_STATE_DIR", _folder["none"]), ("NIX_DAEMON_SOCKET_PATH", _folder["socket"])).Scheme);
    }

    private static StoreUrl Resolve(string url, params (string Name, string Value)[] environment) =>
        new DaemonAddress(name => environment.FirstOrDefault(variable => variable.Name == name).Value).Resolve(StoreUrl.Parse(url));
}
