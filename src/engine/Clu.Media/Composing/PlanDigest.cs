using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clu.Images.Trees;

namespace Clu.Media.Composing;

/// <summary>
/// One digest of everything that decides a medium's bytes, so that a second build with the same inputs can tell so. Store objects stand
/// for their content by their paths; the code that writes is part of it as the module's own identity.
/// </summary>
public static class PlanDigest
{
    /// <summary>Digests a plan.</summary>
    public static byte[] Of(MediumPlan plan)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AddText(hash, typeof(PlanDigest).Assembly.ManifestModule.ModuleVersionId.ToString());
        AddText(hash, typeof(ImageNode).Assembly.ManifestModule.ModuleVersionId.ToString());
        AddText(hash, plan.Label.ToString());
        AddText(hash, plan.Compression.Segments.ToString());
        AddBytes(hash, (plan.Loaders.HybridMbr ?? default).Span);
        foreach (MediumObject o in plan.Objects)
            AddText(hash, $"{o.Info.Path} {o.Info.NarHash}");
        AddNode(hash, plan.Files);
        return hash.GetHashAndReset();
    }

    private static void AddNode(IncrementalHash hash, ImageNode node)
    {
        switch (node)
        {
            case ImageDirectory directory:
                AddText(hash, string.Create(CultureInfo.InvariantCulture, $"d {directory.Mode} {directory.Entries.Count}"));
                foreach ((Binary.FileName name, ImageNode entry) in directory.Entries)
                {
                    AddBytes(hash, name.Span);
                    AddNode(hash, entry);
                }

                break;
            case ImageFile file:
                AddText(hash, string.Create(CultureInfo.InvariantCulture, $"f {file.Mode}"));
                using (Stream content = file.Content.Open())
                    AddBytes(hash, SHA256.HashData(content));
                break;
            case ImageSymlink link:
                AddText(hash, "l");
                AddBytes(hash, link.Target.Span);
                break;
            default:
                throw new ArgumentException($"a medium has no place for a {node.GetType().Name}", nameof(node));
        }
    }

    private static void AddText(IncrementalHash hash, string text) => AddBytes(hash, Encoding.UTF8.GetBytes(text));

    private static void AddBytes(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
