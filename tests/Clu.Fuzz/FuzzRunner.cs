using System.Diagnostics;
using System.Security.Cryptography;
using Clu.Binary;

namespace Clu.Fuzz;

/// <summary>Runs one target for a while.</summary>
/// <param name="seed">Decides every mutation.</param>
/// <param name="budget">How long; every seed is run in any case.</param>
public sealed class FuzzRunner(int seed, TimeSpan budget)
{
    // A reader has no feedback to give but whether it took an input: what it takes joins the seeds, unless it is empty or there already.
    private const int MaxCorpus = 512;
    private const int MaxKeptLength = 4096;

    /// <summary>Fires at the target until the time is over or it breaks.</summary>
    /// <returns>False when it broke; the input is then saved.</returns>
    public bool Run(IFuzzTarget target)
    {
        List<byte[]> corpus = [.. target.Seeds()];
        HashSet<string> known = [.. corpus.Select(Fingerprint)];
        Mutator mutator = new(seed);
        Stopwatch clock = Stopwatch.StartNew();
        long executions = 0, accepted = 0;
        foreach (byte[] input in corpus.ToArray())
        {
            if (Fire(target, input, mustAccept: true) is null)
                return false;
        }

        while (clock.Elapsed < budget)
        {
            byte[] input = mutator.Mutate(corpus);
            executions++;
            if (Fire(target, input, mustAccept: false) is not { } taken)
                return false;
            accepted += taken ? 1 : 0;
            if (taken && corpus.Count < MaxCorpus && input.Length is > 0 and <= MaxKeptLength && known.Add(Fingerprint(input)))
                corpus.Add(input);
        }

        Console.WriteLine($"{target.Name}: {executions} executions, {accepted} accepted, {corpus.Count} inputs kept");
        return true;
    }

    /// <summary>Whether the target took the input; null when it broke.</summary>
    private bool? Fire(IFuzzTarget target, byte[] input, bool mustAccept)
    {
        try
        {
            target.Run(input);
            return true;
        }
        catch (MalformedDataException) when (!mustAccept)
        {
            return false;
        }
        catch (Exception e)
        {
            string file = $"crash-{target.Name}-{Fingerprint(input)[..16]}";
            File.WriteAllBytes(file, input);
            Console.Error.WriteLine($"{target.Name}: broken by {input.Length} bytes, saved as {Path.GetFullPath(file)} (seed {seed})\n{e}");
            return null;
        }
    }

    private static string Fingerprint(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input));
}
