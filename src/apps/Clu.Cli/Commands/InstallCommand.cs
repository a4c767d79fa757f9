using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Installing;
using Clu.Cli.Wizard;
using Clu.Cli.Wizard.Terminals;
using Clu.Install.Answers;
using Clu.Install.Tools;

namespace Clu.Cli.Commands;

/// <summary><c>clu install</c>.</summary>
internal static class InstallCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        InstallOptionSet options = new();
        Option<bool> check = new("--check") { Description = "Only say what the answers leave open, or get wrong" };
        Option<bool> plan = new("--plan", "--dry-run") { Description = "Print every command and file; write nothing" };
        Option<bool> resume = new("--resume") { Description = "Go on with an installation that was interrupted" };
        CluCommand command = new("install", "Install a system of this medium onto a disk")
        {
            Details = "On a terminal a wizard asks; it begins with the answers that it finds. Works offline, from the live system of a medium.",
            WhenInterrupted = "`clu install --resume` goes on, if a disk was written already",
            Examples =
            [
                new HelpExample("clu install", "the wizard"),
                new HelpExample("clu install --answers my.toml --check", "are they complete?"),
                new HelpExample("clu install --answers my.toml --plan", "what would be done"),
                new HelpExample("clu install --unattended --reboot", "ask nothing"),
                new HelpExample("clu install --resume", "after a power loss"),
            ],
        };
        command.Add(check);
        command.Add(plan);
        command.Add(resume);
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            InstallRequest request = options.Read(parsed) with { Resume = parsed.GetValue(resume) };
            return new[] { parsed.GetValue(check), parsed.GetValue(plan), request.Resume }.Count(one => one) > 1
                ? throw CliErrors.CommandLine("--check, --plan and --resume do not go together", "give one of them")
                : RunAsync(request, parsed.GetValue(check), parsed.GetValue(plan), options.ResumedDisk(parsed), terminal, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(InstallRequest request, bool check, bool plan, string? resumedDisk, Terminal terminal, CancellationToken cancel)
    {
        if (check)
            return await AnswersCheck.RunAsync(request, terminal, cancel).ConfigureAwait(false);
        DirectInstall direct = new(request, terminal);
        if (plan)
        {
            await direct.PlanAsync(cancel).ConfigureAwait(false);
            return ExitCode.Done;
        }

        // A resumed installation was confirmed when it was begun; its passphrase may have to be asked for.
        bool asks = !request.Unattended && request.Confirmed.Count == 0 && (!request.Resume || (RawTerminal.IsThere && !request.Json && resumedDisk is null));
        if (asks && (request.Json || !RawTerminal.IsThere))
            throw CliErrors.NobodyToAsk();
        if (!Environment.IsPrivilegedProcess)
            throw CliErrors.NotRoot();
        if (!asks)
        {
            await EndAsync(await direct.RunAsync(resumedDisk, cancel).ConfigureAwait(false), request).ConfigureAwait(false);
            return ExitCode.Done;
        }

        (WizardState end, AfterInstall after) = await WizardInstall.RunAsync(request, cancel).ConfigureAwait(false);
        await EndAsync(after, request with { Answers = new InstallAnswers() }).ConfigureAwait(false);
        return end switch
        {
            { Receipt: not null } => ExitCode.Done,
            { Failure: { } failure, HasBegun: true } => (int)failure.Kind,
            _ => ExitCode.Interrupted,
        };
    }

    private static async Task EndAsync(AfterInstall after, InstallRequest request)
    {
        switch (request.Answers.After ?? after)
        {
            case AfterInstall.Reboot:
                await new ToolRunner().RunAsync(new ToolCommand("systemctl", "reboot"), CancellationToken.None).ConfigureAwait(false);
                break;
            case AfterInstall.PowerOff:
                await new ToolRunner().RunAsync(new ToolCommand("systemctl", "poweroff"), CancellationToken.None).ConfigureAwait(false);
                break;
            case AfterInstall.Stay:
                break;
        }
    }
}
