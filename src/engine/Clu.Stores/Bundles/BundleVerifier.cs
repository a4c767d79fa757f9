using System.Globalization;
using Clu.Binary;
using Clu.Nix.Bundles;
using Clu.Nix.Hashing;
using Clu.Stores.Progress;
using Clu.Stores.Verification;

namespace Clu.Stores.Bundles;

/// <summary>Reads a whole bundle: parts, files, archives, signatures.</summary>
/// <param name="bundle">The bundle.</param>
/// <param name="options">Whose signatures count, and how many archives are read at once.</param>
public sealed class BundleVerifier(BundleStore bundle, VerifyOptions options)
{
    private const string Step = "parts";
    private const int BufferSize = 1 << 18;

    /// <summary>Verifies. What is wrong does not end it.</summary>
    public BundleVerification Run(IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        List<string> flaws = [];
        if (bundle.Source.Parts is { } parts)
            flaws.AddRange(CheckParts(parts, progress, cancel));
        IReadOnlyList<string> signers = [];
        try
        {
            signers = bundle.SignedBy(options.TrustedKeys);
            flaws.AddRange(BundleLayout.Flaws(bundle));
        }
        catch (CluException e)
        {
            flaws.Add(e.Message);
        }

        VerifyResult objects = new StoreVerifier(bundle, options).Run(bundle.Paths(), progress, cancel);
        return new BundleVerification(objects, flaws, signers);
    }

    private List<string> CheckParts(BundleParts parts, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        progress?.Report(new ProgressEvent.StepStarted(Step, $"Reading {parts.Parts.Count} parts", parts.Size));
        List<string> flaws = [];
        long done = 0;
        byte[] buffer = new byte[BufferSize];
        foreach ((BundlePart part, string file) in parts.Parts.Zip(bundle.Source.Files))
        {
            using FileStream stream = SourceFile.Open(file);
            using HashSink all = new(HashAlgorithm.Sha256);
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                cancel.ThrowIfCancellationRequested();
                all.Write(buffer.AsSpan(0, read));
                progress?.Report(new ProgressEvent.StepAdvanced(Step, done += read, part.Name));
            }

            if (all.Finish() != part.Content)
                flaws.Add($"'{file}' is not what '{bundle.Source.Name}' says");
        }

        progress?.Report(new ProgressEvent.StepFinished(Step, string.Create(CultureInfo.InvariantCulture, $"{parts.Parts.Count} parts, {flaws.Count} bad")));
        return flaws;
    }
}
