using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;

namespace Clu.Stores.Tests.Copying;

public class ReferenceOrderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_refers_waits_for_what_is_referred_to()
    {
        using ReferenceOrder order = new([Object('a'), Object('b'), Object('c', 'a', 'c'), Object('d', 'b', 'c', 'x')]);
        Assert.Equal(0, order.Next(Cancellation));
        Assert.Equal(1, order.Next(Cancellation));
        Task<int?> third = Task.Run(() => order.Next(Cancellation), Cancellation);
        order.Done(1);
        await Task.Delay(50, Cancellation);
        Assert.False(third.IsCompleted);
        order.Done(0);
        Assert.Equal(2, await third);
        Task<int?> last = Task.Run(() => order.Next(Cancellation), Cancellation);
        order.Done(2);
        Assert.Equal(3, await last);
        Assert.Null(order.Next(Cancellation));
    }

    [Fact]
    public void Waiting_can_be_given_up()
    {
        using ReferenceOrder order = new([Object('a'), Object('b', 'a')]);
        Assert.Equal(0, order.Next(Cancellation));
        using CancellationTokenSource ending = new(50);
        Assert.ThrowsAny<OperationCanceledException>(() => order.Next(ending.Token));
    }

    [Fact]
    public void Many_workers_see_every_object_once_and_in_order()
    {
        Random random = new(1);
        StoreObjectInfo[] objects = [.. Enumerable.Range(0, 500).Select(i => new StoreObjectInfo
        {
            Path = Path(i),
            NarHash = default,
            NarSize = 0,
            References = [.. Enumerable.Range(0, Math.Min(i, 4)).Select(_ => Path(random.Next(i)))],
        })];
        using ReferenceOrder order = new(objects);
        HashSet<StorePath> done = [];
        Parallel.For(0, 8, _ =>
        {
            while (order.Next(Cancellation) is { } index)
            {
                lock (done)
                    Assert.All(objects[index].References, reference => Assert.Contains(reference, done));
                Thread.Yield();
                lock (done)
                    Assert.True(done.Add(objects[index].Path));
                order.Done(index);
            }
        });
        Assert.Equal(500, done.Count);
    }

    private static StorePath Path(int number) => StorePath.Parse($"{new string('0', 32)}-{number}");

    private static StoreObjectInfo Object(char name, params char[] references) => new()
    {
        Path = StorePath.Parse($"{new string(name, 32)}-{name}"),
        NarHash = default,
        NarSize = 0,
        References = [.. references.Select(reference => StorePath.Parse($"{new string(reference, 32)}-{reference}"))],
    };
}
