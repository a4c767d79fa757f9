using Clu.Stores.Closures;

namespace Clu.Stores.Tests.Closures;

public sealed class PackageNameTests
{
    [Theory]
    [InlineData("hello-2.12", "hello", "2.12")]
    [InlineData("hello-2.12-doc", "hello", "2.12")]
    [InlineData("gcc-12.2.0-lib32", "gcc", "12.2.0")]
    [InlineData("etc", "etc", "")]
    [InlineData("nixos-system", "nixos", "")]
    [InlineData("a-b-1-2", "a-b", "1-2")]
    [InlineData("trailing-", "trailing-", "")]
    [InlineData("x-_", "x", "_")]
    public void Names_are_taken_apart_as_nix_does(string text, string name, string version) =>
        Assert.Equal(new PackageName(name, version), PackageName.Parse(text));
}
