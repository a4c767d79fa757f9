namespace Clu.Install.Populating;

/// <summary>How many objects are worked on at once.</summary>
internal static class WorkerCount
{
    /// <summary>Bytes that a worker may need, with what the kernel keeps for it until the disk has it.</summary>
    private const long BytesOfWorker = 192L << 20;

    /// <summary>As many as processors, but no more than fit.</summary>
    /// <param name="processors">Processors of this machine.</param>
    /// <param name="available">Bytes of memory that can be had; null when not known.</param>
    public static int Of(int processors, long? available) =>
        (int)Math.Clamp((available ?? long.MaxValue) / BytesOfWorker, 1, processors);
}
