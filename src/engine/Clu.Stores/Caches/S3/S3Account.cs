using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Clu.Binary;

namespace Clu.Stores.Caches.S3;

/// <summary>Finds the keys that requests are signed with, where Amazon's tools look for them.</summary>
internal static class S3Account
{
    /// <summary>
    /// The profile that the URL names; else the environment; else the profile of <c>AWS_PROFILE</c> or the default one; else, on Amazon's own
    /// endpoints, what the machine or container has a role for; else nobody's: the requests are not signed.
    /// </summary>
    /// <exception cref="CluException">CLU0351: the profile that is named is not there or has no keys.</exception>
    public static AWSCredentials Find(S3Location location, Func<string, string?> variable)
    {
        if (location.Profile is { } named)
            return OfProfile(named, variable) ?? throw StoreErrors.NoProfile(named);
        if (variable("AWS_ACCESS_KEY_ID") is { Length: > 0 } key && variable("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secret)
            return variable("AWS_SESSION_TOKEN") is { Length: > 0 } token ? new SessionAWSCredentials(key, secret, token) : new BasicAWSCredentials(key, secret);
        string? profile = variable("AWS_PROFILE") is { Length: > 0 } chosen ? chosen : null;
        if (OfProfile(profile ?? "default", variable) is { } found)
            return found;
        if (profile is not null)
            throw StoreErrors.NoProfile(profile);
        return location.Endpoint is null ? OfMachine() : new AnonymousAWSCredentials();
    }

    private static AWSCredentials? OfProfile(string name, Func<string, string?> variable)
    {
        try
        {
            // The library looks where this variable points, but reads it once a process.
            return variable("AWS_SHARED_CREDENTIALS_FILE") is { Length: > 0 } file && new CredentialProfileStoreChain(file).TryGetAWSCredentials(name, out AWSCredentials found)
                || new CredentialProfileStoreChain().TryGetAWSCredentials(name, out found)
                ? found
                : null;
        }
        catch (AmazonClientException e)
        {
            throw StoreErrors.NoProfile(name, e);
        }
    }

    private static AWSCredentials OfMachine()
    {
        try
        {
            return DefaultAWSCredentialsIdentityResolver.GetCredentials();
        }
        catch (AmazonClientException)
        {
            return new AnonymousAWSCredentials();
        }
    }
}
