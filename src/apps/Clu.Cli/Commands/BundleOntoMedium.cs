using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Media.Bundles;
using Clu.Stores.Bundles;
using Clu.Stores.Copying;

namespace Clu.Cli.Commands;

/// <summary><c>clu bundle apply --onto</c>.</summary>
internal static class BundleOntoMedium
{
    /// <summary>Makes the new medium, or says what would be on it.</summary>
    public static void Run(
        string[] files, MediumBundling bundling, string output, int? level, bool dryRun, bool json, bool quiet, Terminal terminal, CancellationToken cancel)
    {
        BundleStore[] bundles = [.. BundleSource.Find(files).Select(source => new BundleStore(source))];
        try
        {
            IReadOnlyList<CopyPlan> plans = bundling.Plan(bundles, cancel);
            string? sha256 = null;
            if (!dryRun)
            {
                using IProgressRenderer progress = ProgressRenderer.Create(terminal, json, quiet, TimeProvider.System);
                sha256 = bundling.Run(bundles, plans, output, level, progress, cancel);
            }

            BundleReports.WriteMedium(plans, Path.GetFullPath(output), sha256, json, quiet, terminal);
        }
        finally
        {
            foreach (BundleStore bundle in bundles)
                bundle.Dispose();
        }
    }
}
