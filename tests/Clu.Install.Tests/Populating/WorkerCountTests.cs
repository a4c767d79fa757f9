using Clu.Install.Populating;

namespace Clu.Install.Tests.Populating;

public sealed class WorkerCountTests
{
    [Theory]
    [InlineData(8, null, 8)]
    [InlineData(8, 64L << 30, 8)]
    [InlineData(8, 700L << 20, 3)]
    [InlineData(8, 100L << 20, 1)]
    [InlineData(1, 64L << 30, 1)]
    public void There_are_as_many_workers_as_processors_but_no_more_than_fit_into_memory(int processors, long? available, int workers) =>
        Assert.Equal(workers, WorkerCount.Of(processors, available));

    [Fact]
    public void Available_memory_is_what_the_kernel_says() =>
        Assert.Equal(600_000L * 1024, AvailableMemory.Read("MemTotal:        1000000 kB\nMemFree:          400000 kB\nMemAvailable:     600000 kB\n"));

    [Fact]
    public void A_kernel_that_does_not_say_is_no_error() => Assert.Null(AvailableMemory.Read("MemTotal: 1 kB\n"));
}
