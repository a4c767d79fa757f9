using Clu.Binary;

namespace Clu.Stores;

/// <summary>
/// A store as Nix's users name it: <c>auto</c>, <c>local?root=DIR</c>, <c>file://DIR?compression=zstd</c>, <c>https://HOST</c>, <c>iso:FILE</c>,
/// <c>bundle:FILE</c> or a bare folder. See <c>docs/stores.md</c>.
/// </summary>
public sealed record StoreUrl
{
    private StoreUrl(string text, string scheme, string authority, IReadOnlyDictionary<string, string> parameters)
    {
        Text = text;
        Scheme = scheme;
        Authority = authority;
        Parameters = parameters;
    }

    /// <summary>As it was given.</summary>
    public string Text { get; }

    /// <summary><c>auto</c>, <c>local</c>, <c>daemon</c>, or what stands before the colon.</summary>
    public string Scheme { get; }

    /// <summary>What stands between scheme and parameters: a folder, a host, a file.</summary>
    public string Authority { get; }

    /// <summary>What follows the question mark, decoded.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>Reads a URL.</summary>
    /// <exception cref="CluException">CLU0313: a parameter is malformed.</exception>
    public static StoreUrl Parse(string text)
    {
        int mark = text.IndexOf('?', StringComparison.Ordinal);
        string place = mark < 0 ? text : text[..mark];
        IReadOnlyDictionary<string, string> parameters = mark < 0 ? new Dictionary<string, string>() : Query(text, text[(mark + 1)..]);
        int colon = place.IndexOf("://", StringComparison.Ordinal);
        if (colon >= 0)
            return new StoreUrl(text, place[..colon], place[(colon + 3)..], parameters);
        if (place.StartsWith("iso:", StringComparison.Ordinal))
            return new StoreUrl(text, "iso", place[4..], parameters);
        if (place.StartsWith("bundle:", StringComparison.Ordinal))
            return new StoreUrl(text, "bundle", place[7..], parameters);
        if (place is "" or "auto")
            return new StoreUrl(text, "auto", "", parameters);
        if (place is "local")
            return new StoreUrl(text, "local", "", parameters);
        if (place is "daemon")
            return new StoreUrl(text, "unix", "", parameters);
        return place.StartsWith('/') || place.StartsWith("./", StringComparison.Ordinal) || place.StartsWith("../", StringComparison.Ordinal)
            ? new StoreUrl(text, "local", place, parameters)
            : throw StoreErrors.BadUrl(text, "it has no scheme that is known");
    }

    /// <summary>The same store by another scheme.</summary>
    internal StoreUrl As(string scheme) => new(Text, scheme, Authority, Parameters);

    private static Dictionary<string, string> Query(string url, string text)
    {
        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        foreach (string part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw StoreErrors.BadUrl(url, $"'{part}' is no parameter, which is NAME=VALUE");
            parameters[Uri.UnescapeDataString(part[..equals])] = Uri.UnescapeDataString(part[(equals + 1)..]);
        }

        return parameters;
    }
}
