using Clu.Binary;
using Clu.Nix.NarInfos;

namespace Clu.Stores.Caches;

/// <summary>Small files of caches, such as narinfos, as a server delivers them: whole, bounded, maybe packed for the way.</summary>
internal static class SmallFile
{
    /// <summary>Reads one.</summary>
    /// <param name="name">Its name, for errors.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="encoding">What <c>Content-Encoding</c> says; null or empty for nothing.</param>
    /// <param name="maxLength">A longer one is malformed.</param>
    /// <param name="patience">How long silence lasts.</param>
    /// <exception cref="IOException">It was cut off.</exception>
    public static byte[] Read(string name, Download answer, string? encoding, int maxLength, Patience patience)
    {
        byte[] sent = ReadAll(name, buffer => patience.Receive(answer.Content, buffer), answer.Length, maxLength);
        if (answer.Length is { } promised && sent.Length != promised)
            throw new IOException($"{sent.Length} of {promised} bytes came");
        if (encoding is null or "" or "identity")
            return sent;
        // Nix packs narinfos and listings with narinfo-compression and ls-compression, and says so in this header.
        if (!NarCompressions.TryFind(encoding == "x-gzip" ? "gzip" : encoding, out NarCompression compression))
            throw new MalformedDataException("binary cache", -1, name, MalformedReason.Unsupported, "a content encoding that is known", $"'{encoding}'");
        using Stream unpacked = NarCodec.Unpack(compression, new MemoryStream(sent));
        return ReadAll(name, buffer => unpacked.Read(buffer.Span), null, maxLength);
    }

    /// <summary>Packs one for the way.</summary>
    public static byte[] Pack(NarCompression compression, ReadOnlySpan<byte> content)
    {
        using MemoryStream packed = new();
        using (Stream packer = NarCodec.Pack(compression, null, content.Length, packed))
            packer.Write(content);
        return packed.ToArray();
    }

    private static byte[] ReadAll(string name, Func<Memory<byte>, int> read, long? promised, int maxLength)
    {
        byte[] buffer = new byte[(int)Math.Min(maxLength, promised ?? 4096) + 1];
        int length = 0;
        for (int count; (count = read(buffer.AsMemory(length))) > 0;)
        {
            length += count;
            if (length > maxLength)
                throw new MalformedDataException("binary cache", -1, name, MalformedReason.LimitExceeded, $"at most {maxLength} bytes", "more");
            if (length == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(maxLength + 1L, length * 2L));
        }

        return buffer[..length];
    }
}
