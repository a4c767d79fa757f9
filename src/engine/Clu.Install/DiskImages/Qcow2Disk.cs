using System.Globalization;
using Clu.Install.Tools;
using Clu.Stores.Progress;

namespace Clu.Install.DiskImages;

/// <summary>A disk as QEMU's compressed container, made by <c>qemu-img</c>.</summary>
internal static class Qcow2Disk
{
    private const string Step = "compress";

    /// <summary>Makes it.</summary>
    /// <param name="raw">The disk.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="file">The container; there is none yet.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0690, CLU0691: there is no qemu-img, or it fails.</exception>
    public static async Task MakeAsync(string raw, long size, string file, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        progress?.Report(new ProgressEvent.StepStarted(Step, "Compressing the disk", size));
        ToolRunner runner = new(line =>
        {
            if (Share(line) is { } share)
                progress?.Report(new ProgressEvent.StepAdvanced(Step, (long)(size * share), null));
        });
        await runner.RunAsync(new ToolCommand("qemu-img", "convert", "-p", "-f", "raw", "-O", "qcow2", "-c", raw, file), cancel).ConfigureAwait(false);
        progress?.Report(new ProgressEvent.StepFinished(Step, "qcow2"));
    }

    /// <summary>Of <c>(12.34/100%)</c>; null for another line.</summary>
    private static double? Share(string line)
    {
        int start = line.IndexOf('(', StringComparison.Ordinal), end = line.IndexOf("/100%)", StringComparison.Ordinal);
        return start >= 0 && end > start && double.TryParse(line.AsSpan(start + 1, end - start - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double percent)
            ? percent / 100
            : null;
    }
}
