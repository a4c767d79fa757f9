using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Media.Hosts;
using Clu.Media.Inspection;

namespace Clu.Install.Trials;

/// <summary>Decides which machines a medium is tried with.</summary>
public static class BootTrialPlan
{
    /// <summary>Decides it for a medium.</summary>
    /// <param name="report">What is on the medium.</param>
    /// <param name="request">What was asked for.</param>
    /// <returns>Machines in the order of hosts, layouts and firmware; none where the medium installs nothing.</returns>
    /// <exception cref="Clu.Binary.CluException">
    /// CLU0600: a host is made for a layout that clu does not have. CLU0692: there is no such host, or nothing of what was asked for can start.
    /// </exception>
    public static IReadOnlyList<BootTrial> Make(MediumReport report, BootTrialRequest request)
    {
        MediumHost[] hosts = [.. report.Manifest?.Hosts.Where(host => request.Host is null || host.Name == request.Host) ?? []];
        if (hosts.Length == 0)
            return request.Host is { } missing ? throw InstallErrors.NothingToTry($"the medium has no host '{missing}'") : [];
        TargetFirmware[] starts = [.. Starts(report)];
        if (request.Firmware?.Except(starts).Cast<TargetFirmware?>().FirstOrDefault() is { } other)
            throw InstallErrors.NothingToTry($"the medium does not start by {other.Text()}");
        BootTrial[] trials = [.. hosts.SelectMany(host => Of(host, starts, request))];
        return trials.Length > 0 ? trials : throw InstallErrors.NothingToTry("no layout that was asked for can start by a firmware that was");
    }

    private static IEnumerable<BootTrial> Of(MediumHost host, TargetFirmware[] starts, BootTrialRequest request)
    {
        IReadOnlyList<DiskLayout> layouts = request.Layouts ?? (host.Defaults.Layout is { } name ? [LayoutCatalog.Find(name)] : LayoutCatalog.All);
        IEnumerable<(DiskLayout Layout, TargetFirmware Firmware)> all = request.Firmware is { } chosen
            ? layouts.SelectMany(layout => chosen.Select(firmware => (layout, firmware)))
            // What follows firmware and loader does not depend on them: one layout shows that the other firmware works.
            : layouts.SelectMany((layout, index) => starts.Take(index == 0 ? starts.Length : 1).Select(firmware => (layout, firmware)));
        return all.Where(one => one.Layout.Supports(one.Firmware)).Select(one => new BootTrial(host, one.Layout, one.Firmware));
    }

    /// <summary>UEFI first.</summary>
    private static IEnumerable<TargetFirmware> Starts(MediumReport report)
    {
        if (report.BootImages.Any(image => image is { Firmware: BootFirmware.Uefi, Bootable: true }))
            yield return TargetFirmware.Uefi;
        if (report.BootImages.Any(image => image is { Firmware: BootFirmware.Bios, Bootable: true }))
            yield return TargetFirmware.Bios;
    }
}
