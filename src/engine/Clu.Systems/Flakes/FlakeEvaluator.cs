using System.Text.Json;
using Clu.Binary;
using Clu.Stores.Progress;
using Clu.Systems.Toml;

namespace Clu.Systems.Flakes;

/// <summary>Evaluates NixOS configurations of flakes, each flake once.</summary>
/// <param name="nix">The Nix that does it.</param>
public sealed class FlakeEvaluator(NixCommand nix)
{
    private const string Step = "evaluate";
    private const string Missing = "does not provide attribute";

    /// <summary>
    /// The function that is applied to all configurations of a flake. It touches those alone that are asked for: evaluating one takes seconds.
    /// </summary>
    private const string Function = """
        configurations: wanted: spare:
        let
          has = name: configurations ? ${name};
          medium = name: configurations.${name}.config.system.build ? cluMedium;
          of = { name, role }: let
            config = configurations.${name}.config;
            isMedium = role != "host" && medium name;
          in {
            inherit name isMedium;
            describesMedium = medium name;
            derivation = if isMedium then config.system.build.cluMedium.drvPath else config.system.build.toplevel.drvPath;
            hostName = config.networking.hostName or null;
            rebuildKit = if isMedium then null else config.clu.rebuildKit or null;
          };
          systems = map of wanted;
          isLive = builtins.any (system: system.isMedium) systems;
        in {
          names = builtins.attrNames configurations;
          systems = if builtins.all (each: has each.name) wanted then systems else [ ];
          spare = if spare != null && builtins.all (each: has each.name) wanted && !isLive && has spare && medium spare
            then of { name = spare; role = "live"; } else null;
        }
        """;

    /// <summary>Evaluates configurations of one flake.</summary>
    /// <param name="flake">The flake, in Nix's words.</param>
    /// <param name="wanted">Names of configurations, with what each is wanted for; none twice.</param>
    /// <param name="spare">Name of a configuration that is the live system where none of the wanted is, if it is there and describes a medium; null for none.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The systems in the order of <paramref name="wanted"/>, and last the spare one.</returns>
    /// <exception cref="CluException">CLU0703, CLU0705 to CLU0710, CLU0727: Nix cannot evaluate them.</exception>
    public async Task<IReadOnlyList<FlakeSystem>> EvaluateAsync(
        string flake, IReadOnlyList<(string Name, FlakeRole Role)> wanted, string? spare, CancellationToken cancel)
    {
        string what = wanted.Count > 0 ? string.Join(", ", wanted.Select(each => $"{flake}#{each.Name}")) : flake;
        await WarnOfCopyAsync(flake, cancel).ConfigureAwait(false);
        nix.Progress?.Report(new ProgressEvent.StepStarted(Step, $"Evaluating {what}", null));
        string list = string.Join(' ', wanted.Select(each => $"{{ name = {FlakeTarget.Quote(each.Name)}; role = \"{Word(each.Role)}\"; }}"));
        string apply = $"configurations: ({Function}) configurations [ {list} ] {(spare is null ? "null" : FlakeTarget.Quote(spare))}";
        NixRun run = await nix.RunAsync(Step, ["eval"], ["--apply", apply, "--", FlakeTarget.AllOf(flake)], cancel).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        if (!run.Succeeded)
            throw await FailureAsync(flake, spare is null ? wanted : [.. wanted, (spare, FlakeRole.Live)], run, cancel).ConfigureAwait(false);
        IReadOnlyList<FlakeSystem> systems = Read(flake, wanted, run.Output);
        nix.Progress?.Report(new ProgressEvent.StepFinished(Step, what));
        return systems;
    }

    /// <summary>Of a folder that is not in git Nix copies all there is, and nobody sees why it takes so long.</summary>
    private async Task WarnOfCopyAsync(string flake, CancellationToken cancel)
    {
        if (FlakeFolder.Of(flake) is { } folder && File.Exists(Path.Combine(folder, "flake.nix")) && GitFolder.IsAvailable && await GitFolder.OfAsync(folder, cancel).ConfigureAwait(false) is null)
        {
            nix.Progress?.Report(new ProgressEvent.Warning(
                $"'{folder}' is not in a git repository: Nix copies all that is in it into the store", $"`git -C {folder} init && git -C {folder} add --all` lets it copy what git tracks"));
        }
    }

    private static string Word(FlakeRole role) => role switch
    {
        FlakeRole.Any => "any",
        FlakeRole.Host => "host",
        FlakeRole.Live => "live",
    };

    private static List<FlakeSystem> Read(string flake, IReadOnlyList<(string Name, FlakeRole Role)> wanted, string output)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(output);
            JsonElement root = document.RootElement;
            string[] names = [.. root.GetProperty("names").EnumerateArray().Select(name => name.GetString() ?? "")];
            if (names.Length == 0)
                throw FlakeErrors.NoConfigurations(flake);
            if (wanted.FirstOrDefault(each => !names.Contains(each.Name)) is { Name: { } missing })
                throw FlakeErrors.NoConfiguration(new FlakeTarget(flake, missing), EditDistance.Nearest(missing, names), names);
            List<FlakeSystem> systems = [.. root.GetProperty("systems").EnumerateArray().Select(system => System(flake, system, names))];
            if (root.GetProperty("spare") is { ValueKind: JsonValueKind.Object } spare)
                systems.Add(System(flake, spare, names));
            return systems;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw FlakeErrors.NotUnderstood("nix eval", output);
        }
    }

    private static FlakeSystem System(string flake, JsonElement system, string[] names)
    {
        FlakeTarget target = new(flake, system.GetProperty("name").GetString()!);
        return new FlakeSystem(
            target,
            system.GetProperty("describesMedium").GetBoolean(),
            system.GetProperty("isMedium").GetBoolean(),
            system.GetProperty("derivation").GetString()!,
            system.GetProperty("hostName").GetString())
        {
            RebuildKit = ConfiguredKit.Read(target, system.GetProperty("rebuildKit")),
            Configurations = names,
        };
    }

    /// <summary>Nix's words are those that it has without our function around; so it is asked again for each system alone.</summary>
    private async Task<CluException> FailureAsync(
        string flake, IReadOnlyList<(string Name, FlakeRole Role)> wanted, NixRun run, CancellationToken cancel)
    {
        if (run.Error.Contains(Missing, StringComparison.Ordinal) && run.Error.Contains("'nixosConfigurations'", StringComparison.Ordinal))
            return FlakeErrors.NoConfigurations(flake);
        foreach ((string name, FlakeRole role) in wanted)
        {
            FlakeTarget target = new(flake, name);
            string attribute = role == FlakeRole.Live ? "cluMedium" : "toplevel";
            NixRun alone = await nix.RunAsync(Step, ["eval"], ["--", target.Installable($"{attribute}.drvPath")], cancel).ConfigureAwait(false);
            if (!alone.Succeeded && !alone.Error.Contains(Missing, StringComparison.Ordinal))
                return await FlakeAdvice.OfAsync(flake, target.ToString(), alone.Error, cancel).ConfigureAwait(false);
        }

        return await FlakeAdvice.OfAsync(flake, wanted.Count == 1 ? $"{flake}#{wanted[0].Name}" : flake, run.Error, cancel).ConfigureAwait(false);
    }
}
