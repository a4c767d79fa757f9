using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>The tests that need the S3 server: one for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class S3Collection : ICollectionFixture<S3Server>
{
    public const string Name = "S3";
}
