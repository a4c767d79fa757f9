using System.Globalization;
using Clu.Binary;
using Clu.Nix.Wire;

namespace Clu.Nix.WorkerProtocol;

/// <summary>Reads what a daemon sends while it works.</summary>
internal static class WorkerMessageReader
{
    /// <summary>Since 1.26 errors have this word before them.</summary>
    private const string ErrorWord = "Error";

    /// <summary>Reads one message.</summary>
    /// <exception cref="MalformedDataException">It is none; the connection must be given up.</exception>
    public static WorkerMessage Read(ProtocolReader reader, WorkerVersion version)
    {
        long at = reader.Wire.Offset;
        ulong kind = reader.Wire.Number("message");
        return kind switch
        {
            WorkerMagic.Next => new WorkerMessage.Next(reader.Message("log line")),
            WorkerMagic.Read => new WorkerMessage.Read((int)reader.Wire.Number(WorkerLimits.MaxPiece, "bytes wanted")),
            WorkerMagic.Last => new WorkerMessage.Last(),
            WorkerMagic.Error => new WorkerMessage.Failed(version.Has(26) ? Error(reader) : OldError(reader)),
            WorkerMagic.StartActivity => new WorkerMessage.StartActivity(
                reader.Wire.Number("activity"), reader.Wire.Number("level"), reader.Wire.Number("type"), reader.Message("activity"), Fields(reader), reader.Wire.Number("parent")),
            WorkerMagic.StopActivity => new WorkerMessage.StopActivity(reader.Wire.Number("activity")),
            WorkerMagic.Result => new WorkerMessage.Result(reader.Wire.Number("activity"), reader.Wire.Number("type"), Fields(reader)),
            _ => throw reader.Wire.Malformed(
                at, "message", MalformedReason.InvalidValue, "a message of a daemon", string.Create(CultureInfo.InvariantCulture, $"0x{kind:x}")),
        };
    }

    private static WorkerError OldError(ProtocolReader reader)
    {
        WorkerError error = new(reader.Message("error"), []);
        reader.Wire.Number("status");
        return error;
    }

    private static WorkerError Error(ProtocolReader reader)
    {
        long at = reader.Wire.Offset;
        string word = reader.Text("error");
        if (word != ErrorWord)
            throw reader.Wire.Malformed(at, "error", MalformedReason.InvalidValue, $"'{ErrorWord}'", WireReader.Quote(System.Text.Encoding.UTF8.GetBytes(word)));
        reader.Wire.Number("level");
        reader.Text("error name");
        string message = reader.Message("error");
        NoPosition(reader);
        long count = reader.Wire.Number(WorkerLimits.MaxTraces, "trace count");
        List<string> traces = [];
        for (long i = 0; i < count; i++)
        {
            NoPosition(reader);
            traces.Add(reader.Text("trace"));
        }

        return new WorkerError(message, traces);
    }

    private static void NoPosition(ProtocolReader reader)
    {
        // Nix has never sent one, and says so when it gets one.
        reader.Wire.Number(0, "position");
    }

    private static List<WorkerField> Fields(ProtocolReader reader)
    {
        long count = reader.Wire.Number(WorkerLimits.MaxFields, "field count");
        List<WorkerField> fields = [];
        for (long i = 0; i < count; i++)
            fields.Add(reader.Wire.Bool("field type") ? new WorkerField(0, reader.Message("field")) : new WorkerField(reader.Wire.Number("field"), null));
        return fields;
    }
}
