using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Install.DiskImages;
using Clu.Media.Composing;
using Clu.Media.Sources;
using Clu.Systems.Profiles;

namespace Clu.Cli.Commands;

/// <summary><c>clu build raw|raw-efi|qcow2|tar|kexec</c>.</summary>
internal static class BuildImageCommands
{
    private const string DefaultProfile = "installer";
    private const int MostWorkers = 1024;

    private const string Grows = "Its root grows to the end of the disk when it first starts.";

    /// <summary>Makes the commands.</summary>
    public static IEnumerable<Command> Create(Terminal terminal) =>
    [
        Create(terminal, "raw", HostImageFormat.Raw, "Make a disk image of a host, for BIOS", $"A GPT disk with GRUB. {Grows}"),
        Create(terminal, "raw-efi", HostImageFormat.RawEfi, "Make a disk image of a host, for UEFI", $"A GPT disk with systemd-boot. {Grows}"),
        Create(terminal, "qcow2", HostImageFormat.Qcow2, "Make a disk image of a host, for QEMU", "The disk for BIOS, compressed. Needs qemu-img."),
        Create(terminal, "tar", HostImageFormat.Tar, "Make an archive of a host's root file system", "Packed as the name of the file says: .tar.zst, .tar.xz or .tar."),
        Create(terminal, "kexec", HostImageFormat.Kexec, "Make a host that any Linux starts by kexec", "Its kexec/run starts the host in memory, in the place of the running system."),
    ];

    private static CluCommand Create(Terminal terminal, string name, HostImageFormat format, string description, string details)
    {
        Argument<string?> target = new("TARGET")
        {
            Description = "A host of the profile (default: its only one), FLAKE#HOST of a NixOS flake, or a store path",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string> profile = new("--profile", "-p")
        {
            Description = "The profile of the host, and of the tools (default: installer)",
            HelpName = "FILE|NAME",
            DefaultValueFactory = _ => DefaultProfile,
        };
        profile.CompletionSources.Clear();
        profile.CompletionSources.Add(_ => ProfileLocator.OfProcess().Names());
        SourceOptions sources = new();
        Option<string?> output = new("--output", "-o") { Description = $"Where to write it (default: result/{name}/HOST{HostImage.Ending(format)})", HelpName = "FILE" };
        SizeOption size = new("--size") { Description = "Bytes of the disk (default: what the system needs, and some room)" };
        NumberOption workers = new("--workers", 1, MostWorkers) { Description = "Packages worked on at once (default: all cores)", HelpName = "N" };
        Option<bool> offline = new("--offline") { Description = "Use what is here, ask no mirror and no cache" };
        Option<bool> dryRun = new("--dry-run") { Description = "Prepare everything, write no image" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print warnings and the path of the image only" };
        CluCommand command = new(name, description)
        {
            Details = $"{details} Needs no root, and mounts nothing.",
            WhenInterrupted = "run the same command again: finished packages are kept",
            Examples =
            [
                new HelpExample($"clu build {name} server -p fleet", $"in result/{name}"),
                new HelpExample($"clu build {name} -p mine.toml -o x{HostImage.Ending(format)}", "the profile's only host"),
                new HelpExample($"clu build {name} .#laptop", "a host of a flake"),
                new HelpExample($"clu build {name} --from URL /nix/store/…", "without Nix"),
            ],
        };
        command.Add(target);
        bool isDisk = format is HostImageFormat.Raw or HostImageFormat.RawEfi or HostImageFormat.Qcow2;
        foreach (Option option in ((Option[])[profile, .. sources.All, output, size, workers, offline, dryRun, json, quiet]).Where(option => isDisk || option != size))
            command.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            InstallerProfile wanted = ProfileFile.Read(ProfileLocator.OfProcess().Find(parsed.GetRequiredValue(profile)));
            bool asJson = parsed.GetValue(json), isQuiet = parsed.GetValue(quiet), isOffline = parsed.GetValue(offline);
            string cache = CacheFolder.Find(Environment.GetEnvironmentVariable);
            string? named = parsed.GetValue(target);
            MediumSourceRequest? elsewhere = IsTarget(named) ? sources.Request(parsed, [named], cache, isOffline) : null;
            HostProfile? ofProfile = elsewhere is null ? Choose(wanted, named) : null;
            if (elsewhere is null && sources.HasFrom(parsed))
                throw CliErrors.NothingFrom();
            HostImageRequest Request(HostProfile host) => new()
            {
                Build = new HostBuildRequest
                {
                    Live = new LiveRequest.Reference(wanted, AppContext.BaseDirectory) { Offline = isOffline },
                    Host = host,
                    CacheFolder = cache,
                    Workers = parsed.GetValue(workers) ?? Environment.ProcessorCount,
                },
                Output = Path.GetFullPath(parsed.GetValue(output) ?? Path.Combine("result", name, $"{host.Name}{HostImage.Ending(format)}")),
                Format = format,
                Size = isDisk ? parsed.GetValue(size) : null,
                DryRun = parsed.GetValue(dryRun),
            };
            HostImageResult result;
            string links = Directory.CreateTempSubdirectory("clu-systems-").FullName;
            try
            {
                using IProgressRenderer progress = ProgressRenderer.Create(terminal, asJson, isQuiet, TimeProvider.System);
                HostProfile chosen = ofProfile ?? await new HostSource(elsewhere!, progress).FindAsync(links, cancellation).ConfigureAwait(false);
                result = await HostImage.RunAsync(Request(chosen), progress, cancellation).ConfigureAwait(false);
            }
            finally
            {
                Directory.Delete(links, recursive: true);
            }

            HostImageReport.Write(result, asJson, isQuiet, terminal);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Names of hosts have none of these.</summary>
    private static bool IsTarget([NotNullWhen(true)] string? text) => text.AsSpan().ContainsAny("#/:.");

    private static HostProfile Choose(InstallerProfile profile, string? name) => name is null && profile.Hosts is [HostProfile only]
        ? only
        : profile.Hosts.FirstOrDefault(host => host.Name.Text == name) ?? throw CliErrors.NoHost(name, [.. profile.Hosts.Select(host => host.Name.Text)]);
}
