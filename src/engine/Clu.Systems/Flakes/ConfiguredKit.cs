using System.Text.Json;
using Clu.Binary;
using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;

namespace Clu.Systems.Flakes;

/// <summary>Reads <c>config.clu.rebuildKit</c>, which a module may have checked, or nobody.</summary>
internal static class ConfiguredKit
{
    private const string Allow = "allow";
    private const string Budget = "budget";

    /// <summary>Reads it; null where nothing may be changed.</summary>
    /// <exception cref="CluException">CLU0727: it is something else.</exception>
    public static KitProfile? Read(FlakeTarget target, JsonElement kit)
    {
        if (kit.ValueKind == JsonValueKind.Null)
            return null;
        if (kit.ValueKind != JsonValueKind.Object)
            throw FlakeErrors.NoKit(target, kit.GetRawText(), "a set with allow and budget");
        List<SystemChange> allow = [];
        foreach (JsonElement word in kit.TryGetProperty(Allow, out JsonElement words) ? Items(target, words) : [])
        {
            if (word.ValueKind != JsonValueKind.String || !SystemChanges.TryParse(word.GetString()!, out SystemChange change))
                throw FlakeErrors.NoKit(target, $"for {word.GetRawText()}", $"for {string.Join(", ", SystemChanges.Words)}");
            allow.Add(change);
        }

        return allow.Count == 0 ? null : new KitProfile([.. allow.Distinct()], kit.TryGetProperty(Budget, out JsonElement size) ? Size(target, size) : null);
    }

    private static JsonElement.ArrayEnumerator Items(FlakeTarget target, JsonElement words) => words.ValueKind == JsonValueKind.Array
        ? words.EnumerateArray()
        : throw FlakeErrors.NoKit(target, $"for {words.GetRawText()}", "for a list of changes");

    private static long? Size(FlakeTarget target, JsonElement size)
    {
        if (size.ValueKind == JsonValueKind.Null)
            return null;
        return size.ValueKind == JsonValueKind.String && KitBudget.TryParse(size.GetString()!, out long bytes)
            ? bytes
            : throw FlakeErrors.NoKit(target, $"of {size.GetRawText()}", $"of {KitBudget.Expected}");
    }
}
