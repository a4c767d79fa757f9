using System.Text.Json;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Descriptions;

/// <summary>Writes a description as <c>jq --sort-keys</c> would.</summary>
internal static class DescriptionWriter
{
    // Members in the order of their names.
    public static void Write(Utf8JsonWriter writer, MediumDescription medium)
    {
        writer.WriteStartObject();
        writer.WriteString(DescriptionKeys.Append, medium.AppendToMenuLabel);
        writer.WriteStartObject(DescriptionKeys.Compression);
        writer.WriteNumber(DescriptionKeys.BlockSize, medium.Compression.BlockSize.Bytes);
        writer.WriteString(DescriptionKeys.Codec, DescriptionWords.Of(medium.Compression.Codec));
        Number(writer, DescriptionKeys.Level, medium.Compression.Level);
        writer.WriteEndObject();
        writer.WriteString(DescriptionKeys.ConfigurationName, medium.ConfigurationName);
        Objects(writer, DescriptionKeys.Contents, medium.Contents, content =>
        {
            File(writer, DescriptionKeys.Source, content.Source);
            writer.WriteString(DescriptionKeys.Target, content.Target);
        });
        writer.WriteString(DescriptionKeys.Edition, medium.Edition);
        File(writer, DescriptionKeys.EfiSplash, medium.EfiSplashImage);
        writer.WriteBoolean(DescriptionKeys.ForceTextMode, medium.ForceTextMode);
        Grub(writer, medium.Grub);
        Objects(writer, DescriptionKeys.Hosts, medium.Hosts, host => Host(writer, host));
        Objects(writer, DescriptionKeys.Inputs, medium.Inputs, input =>
        {
            writer.WritePropertyName(DescriptionKeys.Locked);
            input.Locked.Write(writer);
            writer.WriteString(DescriptionKeys.Name, input.Name);
            File(writer, DescriptionKeys.Path, input.Path);
        });
        writer.WriteString(DescriptionKeys.Label, medium.Label);
        writer.WriteBoolean(DescriptionKeys.Bios, medium.MakeBiosBootable);
        writer.WriteBoolean(DescriptionKeys.Efi, medium.MakeEfiBootable);
        writer.WriteBoolean(DescriptionKeys.Usb, medium.MakeUsbBootable);
        writer.WriteStartObject(DescriptionKeys.MemoryTest);
        File(writer, DescriptionKeys.MemoryTestBios, medium.MemoryTest.Bios);
        File(writer, DescriptionKeys.MemoryTestEfi, medium.MemoryTest.Efi);
        writer.WriteEndObject();
        writer.WriteString(DescriptionKeys.Name, medium.Name);
        Texts(writer, DescriptionKeys.NixConf, medium.NixConf);
        writer.WriteString(DescriptionKeys.Prepend, medium.PrependToMenuLabel);
        File(writer, DescriptionKeys.Registry, medium.Registry);
        writer.WriteBoolean(DescriptionKeys.ShowConfiguration, medium.ShowConfiguration);
        File(writer, DescriptionKeys.Splash, medium.SplashImage);
        Texts(writer, DescriptionKeys.StoreContents, medium.StoreContents.Select(file => file.ToString()));
        Number(writer, DescriptionKeys.Timeout, medium.Timeout);
        File(writer, DescriptionKeys.Toplevel, StoreFile.Of(medium.Toplevel));
        writer.WriteNumber(DescriptionKeys.VersionNumber, DescriptionKeys.Version);
        writer.WriteString(DescriptionKeys.VolumeId, medium.VolumeId);
        writer.WriteEndObject();
    }

    private static void Grub(Utf8JsonWriter writer, DescribedGrub grub)
    {
        writer.WriteStartObject(DescriptionKeys.Grub);
        File(writer, DescriptionKeys.GrubFont, grub.Font);
        File(writer, DescriptionKeys.GrubIa32, grub.EfiIa32);
        File(writer, DescriptionKeys.GrubBios, grub.Bios);
        File(writer, DescriptionKeys.GrubTools, grub.Tools);
        File(writer, DescriptionKeys.GrubX64, grub.EfiX64);
        writer.WriteEndObject();
    }

    private static void Host(Utf8JsonWriter writer, DescribedHost host)
    {
        writer.WriteString(DescriptionKeys.Description, host.Description);
        writer.WriteString(DescriptionKeys.HostName, host.HostName?.Text);
        writer.WriteString(DescriptionKeys.Layout, host.Layout);
        writer.WriteString(DescriptionKeys.Name, host.Name.Text);
        if (host.Rebuild is null)
        {
            writer.WriteNull(DescriptionKeys.Rebuild);
        }
        else
        {
            writer.WriteStartObject(DescriptionKeys.Rebuild);
            if (host.Rebuild.Allow.Count > 0)
                Texts(writer, DescriptionKeys.Allow, host.Rebuild.Allow.Select(change => change.Word()));
            if (host.Rebuild.Budget is { } budget)
                writer.WriteString(DescriptionKeys.Budget, KitBudget.Print(budget));
            File(writer, DescriptionKeys.Kit, host.Rebuild.Kit);
            writer.WriteEndObject();
        }

        File(writer, DescriptionKeys.Toplevel, StoreFile.Of(host.Toplevel));
    }

    private static void File(Utf8JsonWriter writer, string key, StoreFile? file) => writer.WriteString(key, file?.ToString());

    private static void Number(Utf8JsonWriter writer, string key, int? number)
    {
        if (number is { } value)
            writer.WriteNumber(key, value);
        else
            writer.WriteNull(key);
    }

    private static void Texts(Utf8JsonWriter writer, string key, IEnumerable<string> texts)
    {
        writer.WriteStartArray(key);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void Objects<T>(Utf8JsonWriter writer, string key, IEnumerable<T> items, Action<T> members)
    {
        writer.WriteStartArray(key);
        foreach (T item in items)
        {
            writer.WriteStartObject();
            members(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
