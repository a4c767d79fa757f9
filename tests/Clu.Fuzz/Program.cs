using System.Collections.Concurrent;
using System.Globalization;

namespace Clu.Fuzz;

/// <summary>
/// <c>dotnet run --project tests/Clu.Fuzz -- [--seconds N] [--target NAME] [--seed S] [--list]</c>: N seconds for each target, all targets unless
/// named. Ends with 1 when a target broke; the input that did it lies in the current folder.
/// <c>--replay FILE</c> runs one input instead.
/// </summary>
internal static class Program
{
    private const int DefaultSeconds = 10;

    public static int Main(string[] arguments)
    {
        int seconds = DefaultSeconds;
        int seed = 1;
        string? replay = null;
        List<string> names = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--list":
                    Console.WriteLine(string.Join('\n', FuzzTargets.All.Select(target => target.Name)));
                    return 0;
                case "--seconds" when i + 1 < arguments.Length:
                    seconds = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
                    break;
                case "--seed" when i + 1 < arguments.Length:
                    seed = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
                    break;
                case "--target" when i + 1 < arguments.Length:
                    names.Add(arguments[++i]);
                    break;
                case "--replay" when i + 1 < arguments.Length:
                    replay = arguments[++i];
                    break;
                default:
                    Console.Error.WriteLine($"what is '{arguments[i]}'? [--seconds N] [--target NAME] [--seed S] [--replay FILE] [--list]");
                    return 2;
            }
        }

        IFuzzTarget[] targets = [.. FuzzTargets.All.Where(target => names.Count == 0 || names.Contains(target.Name))];
        if (targets.Length < names.Count || (replay is not null && targets.Length != 1))
        {
            Console.Error.WriteLine("name targets as --list does, and exactly one to replay");
            return 2;
        }

        if (replay is not null)
        {
            targets[0].Run(File.ReadAllBytes(replay));
            return 0;
        }

        FuzzRunner runner = new(seed, TimeSpan.FromSeconds(seconds));
        // One for each processor at once; what a target does depends on the seed alone.
        int broken = 0;
        Parallel.ForEach(
            Partitioner.Create(targets, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            target =>
            {
                if (!runner.Run(target))
                    Interlocked.Increment(ref broken);
            });
        return broken == 0 ? 0 : 1;
    }
}
