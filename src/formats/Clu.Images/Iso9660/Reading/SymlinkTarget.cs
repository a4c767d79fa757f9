using Clu.Binary;

namespace Clu.Images.Iso9660.Reading;

/// <summary>Puts the components of a link's target together.</summary>
internal sealed class SymlinkTarget
{
    private const byte Continues = 1;
    private const byte CurrentDirectory = 2;
    private const byte ParentDirectory = 4;
    private const byte RootDirectory = 8;

    private readonly List<byte> _bytes = [];
    private bool _any;
    private bool _slash;

    /// <summary>The target; null when there is no entry.</summary>
    public byte[]? Value => _any ? [.. _bytes] : null;

    /// <summary>Adds the components of one entry.</summary>
    /// <param name="data">The entry behind its flags.</param>
    /// <param name="more">Whether another entry follows; it does not change the text.</param>
    public void Add(ref SpanReader data, bool more)
    {
        _any = true;
        while (data.Remaining > 0)
        {
            byte flags = data.U8("component flags");
            byte length = data.U8("component length");
            ReadOnlySpan<byte> text = data.Bytes(length, "component");
            if (_slash)
                _bytes.Add((byte)'/');
            _slash = (flags & Continues) == 0;
            switch (flags & ~Continues)
            {
                case 0:
                    _bytes.AddRange(text);
                    break;
                case CurrentDirectory:
                    _bytes.AddRange("."u8);
                    break;
                case ParentDirectory:
                    _bytes.AddRange(".."u8);
                    break;
                case RootDirectory:
                    _bytes.Add((byte)'/');
                    _slash = false;
                    break;
                default:
                    throw data.Malformed("component flags", MalformedReason.InvalidValue, "0, 1, 2, 4 or 8", $"{flags}");
            }

            if (_bytes.Count > Iso9660Limits.MaxTarget)
                throw data.Malformed("SL", MalformedReason.LimitExceeded, $"at most {Iso9660Limits.MaxTarget} bytes", more ? "more" : $"{_bytes.Count}");
        }
    }
}
