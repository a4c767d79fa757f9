using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Clu.Binary;
using Clu.Nix.Wire;

namespace Clu.Nix.Archives;

/// <summary>
/// Reads a Nix archive event by event with one fixed buffer, whatever its size, and takes only the one form that Nix writes: exact words,
/// zero padding, ascending names, nothing behind the root. Layout and what is refused: <c>docs/formats/nar.md</c>.
/// </summary>
/// <remarks>Every read may throw <see cref="MalformedDataException"/> with the offset of the wrong byte; the reader must then be abandoned.</remarks>
/// <param name="input">Read to its end, or to the archive's when it is embedded; not disposed.</param>
/// <param name="limits">How much to take.</param>
/// <param name="embedded">More follows the archive in the stream: not a byte of that is read, so buffer the stream.</param>
[SuppressMessage("Design", "CA1001", Justification = "The content holds nothing that must be given back.")]
public sealed class NarReader(Stream input, NarLimits? limits = null, bool embedded = false)
{
    private readonly WireReader _input = new(input, "NAR", embedded);
    private readonly NarLimits _limits = limits ?? NarLimits.Default;
    private readonly Stack<FileName?> _open = new();
    private NarContent? _content;
    private long _entries;

    /// <summary>What the last <see cref="Read"/> found.</summary>
    public NarEvent Event { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public long Offset => _input.Offset;

    /// <summary>At <see cref="NarEvent.Entry"/>: the name.</summary>
    public FileName Name { get; private set; }

    /// <summary>At <see cref="NarEvent.File"/>: whether it may be executed.</summary>
    public bool Executable { get; private set; }

    /// <summary>At <see cref="NarEvent.File"/>: bytes of its content.</summary>
    public long Length => _content?.Length ?? throw new InvalidOperationException("the reader does not stand on a file");

    /// <summary>At <see cref="NarEvent.File"/>: its content, to be read before the next <see cref="Read"/>; what is left is skipped.</summary>
    public Stream Content => _content ?? throw new InvalidOperationException("the reader does not stand on a file");

    /// <summary>At <see cref="NarEvent.Symlink"/>: its target, 1 to 4095 bytes without NUL.</summary>
    public ReadOnlyMemory<byte> Target { get; private set; }

    /// <summary>Goes to the next event.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="MalformedDataException">The archive is not of the one right form, cut off, or over a limit.</exception>
    public bool Read()
    {
        switch (Event)
        {
            case NarEvent.Start:
                _input.Expect(NarTokens.Magic);
                ReadNode();
                break;
            case NarEvent.Entry:
                ReadNode();
                break;
            case NarEvent.BeginDirectory:
                ReadEntryOrClose();
                break;
            case NarEvent.File:
                EndFile();
                AfterNode();
                break;
            case NarEvent.Symlink or NarEvent.EndDirectory:
                AfterNode();
                break;
            case NarEvent.End:
                break;
        }

        return Event != NarEvent.End;
    }

    /// <summary>Reads the rest, event by event, into a writer.</summary>
    /// <exception cref="MalformedDataException">As <see cref="Read"/>.</exception>
    public void CopyTo(NarWriter writer)
    {
        while (Read())
        {
            switch (Event)
            {
                case NarEvent.BeginDirectory:
                    writer.BeginDirectory();
                    break;
                case NarEvent.Entry:
                    writer.Entry(Name);
                    break;
                case NarEvent.EndDirectory:
                    writer.EndDirectory();
                    break;
                case NarEvent.File:
                    writer.File(Executable, Length, Content);
                    break;
                case NarEvent.Symlink:
                    writer.Symlink(Target.Span);
                    break;
            }
        }
    }

    private void ReadNode()
    {
        if (_open.Count > _limits.MaxDepth)
        {
            throw _input.Malformed(
                Offset, "node", MalformedReason.LimitExceeded, Number($"at most {_limits.MaxDepth} directories around it"), "more");
        }

        _input.Expect(NarTokens.Open);
        _input.Expect(NarTokens.Type);
        long at = Offset;
        ReadOnlySpan<byte> type = _input.Word("type");
        if (type.SequenceEqual(NarTokens.Regular))
            BeginFile();
        else if (type.SequenceEqual(NarTokens.Directory))
            BeginDirectory();
        else if (type.SequenceEqual(NarTokens.Symlink))
            ReadSymlink();
        else
            throw _input.Malformed(at, "type", MalformedReason.InvalidValue, "regular, directory or symlink", WireReader.Quote(type));
    }

    private void BeginDirectory()
    {
        _open.Push(null);
        Event = NarEvent.BeginDirectory;
    }

    private void BeginFile()
    {
        long at = Offset;
        ReadOnlySpan<byte> word = _input.Word("contents");
        Executable = word.SequenceEqual(NarTokens.Executable);
        if (Executable)
        {
            _input.Expect([], "executable");
            _input.Expect(NarTokens.Contents);
        }
        else if (!word.SequenceEqual(NarTokens.Contents))
        {
            throw _input.Malformed(at, "contents", MalformedReason.InvalidValue, "executable or contents", WireReader.Quote(word));
        }

        _content = new NarContent(_input, _input.Length(_limits.MaxFileSize, "contents"));
        Event = NarEvent.File;
    }

    private void EndFile()
    {
        NarContent content = _content!;
        _content = null;
        content.Drain();
        _input.Padding(content.Length, "contents");
        _input.Expect(NarTokens.Close);
    }

    private void ReadSymlink()
    {
        _input.Expect(NarTokens.Target);
        long at = Offset;
        ReadOnlySpan<byte> target = _input.String(_limits.MaxTargetLength, "target");
        if (target.IsEmpty || target.Contains((byte)0))
            throw _input.Malformed(at, "target", MalformedReason.InvalidValue, "at least one byte and no NUL", WireReader.Quote(target));
        Target = target.ToArray();
        _input.Expect(NarTokens.Close);
        Event = NarEvent.Symlink;
    }

    private void AfterNode()
    {
        if (_open.Count == 0)
        {
            _input.ExpectEnd();
            Event = NarEvent.End;
            return;
        }

        _input.Expect(NarTokens.Close);
        ReadEntryOrClose();
    }

    private void ReadEntryOrClose()
    {
        long at = Offset;
        ReadOnlySpan<byte> word = _input.Word("entry");
        if (word.SequenceEqual(NarTokens.Close))
        {
            _open.Pop();
            Event = NarEvent.EndDirectory;
            return;
        }

        if (!word.SequenceEqual(NarTokens.Entry))
            throw _input.Malformed(at, "entry", MalformedReason.InvalidValue, "entry or )", WireReader.Quote(word));
        if (++_entries > _limits.MaxEntries)
        {
            throw _input.Malformed(
                at, "entry", MalformedReason.LimitExceeded, Number($"at most {_limits.MaxEntries} entries"), "more");
        }

        _input.Expect(NarTokens.Open);
        _input.Expect(NarTokens.Name);
        ReadName();
        _input.Expect(NarTokens.Node);
        Event = NarEvent.Entry;
    }

    private void ReadName()
    {
        long at = Offset;
        ReadOnlySpan<byte> bytes = _input.String(_limits.MaxNameLength, "name");
        if (!FileName.TryCreate(bytes, out FileName name))
            throw _input.Malformed(at, "name", MalformedReason.InvalidValue, "a file name", WireReader.Quote(bytes));
        if (_open.Pop() is { } last && last >= name)
            throw _input.Malformed(at, "name", MalformedReason.OutOfOrder, $"a name after '{last}'", $"'{name}'");
        _open.Push(name);
        Name = name;
    }

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
