using System.Collections.Concurrent;
using Clu.Cli.Wizard.Keys;
using Clu.Cli.Wizard.Screens;
using Clu.Cli.Wizard.Terminals;
using Clu.Stores.Progress;

namespace Clu.Cli.Wizard.Running;

/// <summary>Runs a wizard on a terminal: shows its screens, hands it keys, and does what its pages wait for.</summary>
/// <param name="terminal">Where.</param>
/// <param name="glyphs">What it can show.</param>
/// <param name="work">Does it.</param>
/// <param name="machine">Knows what keys mean.</param>
internal sealed class WizardSession(RawTerminal terminal, GlyphSet glyphs, IWizardWork work, WizardMachine machine) : IProgress<ProgressEvent>
{
    // Often enough for figures that run, seldom enough for a serial line.
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_idleTick = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<ProgressEvent> _reports = new();
    private (WizardEffect Effect, Task<WizardEvent> Task, CancellationTokenSource Source)? _current;
    private Task _abandoned = Task.CompletedTask;

    /// <summary>Runs to the end.</summary>
    /// <param name="state">Where it begins.</param>
    /// <param name="cancel">Ends it as Ctrl-C and yes would.</param>
    /// <returns>Its last state.</returns>
    public async Task<WizardState> RunAsync(WizardState state, CancellationToken cancel)
    {
        while (true)
        {
            await SyncAsync(state).ConfigureAwait(false);
            if (state.Effect == WizardEffect.Leave)
            {
                await _abandoned.ConfigureAwait(false);
                return state;
            }

            (int width, int height) = terminal.Size;
            terminal.Show(WizardScreen.Render(state, width, height, glyphs));
            state = await StepAsync(state, cancel).ConfigureAwait(false);
        }
    }

    public void Report(ProgressEvent value) => _reports.Enqueue(value);

    private async Task<WizardState> StepAsync(WizardState state, CancellationToken cancel)
    {
        if (terminal.IsClosed || cancel.IsCancellationRequested)
        {
            // Nobody is there to answer: what was confirmed goes on, unless the machine is going down.
            if (state.Page != PageId.Running)
                return state with { Effect = WizardEffect.Leave, Outcome = state.HasBegun ? WizardOutcome.Shell : WizardOutcome.Aborted };
            if (cancel.IsCancellationRequested && state.Effect != WizardEffect.Stop)
                return state with { Effect = WizardEffect.Stop };
            await Task.Delay(s_tick, CancellationToken.None).ConfigureAwait(false);
        }
        else if (terminal.Read(_current is null ? s_idleTick : s_tick) is { } key)
        {
            if (key.Kind == KeyKind.Redraw)
                terminal.Forget();
            else
                state = machine.Press(state, key);
        }

        while (_reports.TryDequeue(out ProgressEvent? report))
            state = WizardMachine.Apply(state, new WizardEvent.Progressed(report));
        if (_current is { Task: { IsCompleted: true } task } ended)
        {
            ended.Source.Dispose();
            _current = null;
            state = WizardMachine.Apply(state, await task.ConfigureAwait(false));
        }

        return state;
    }

    /// <summary>Starts what the state waits for, and ends what it no longer does.</summary>
    private async Task SyncAsync(WizardState state)
    {
        if (_current is { } current && current.Effect != state.Effect)
        {
            await current.Source.CancelAsync().ConfigureAwait(false);
            if (state.Effect == WizardEffect.Stop)
                return;
            _abandoned = current.Task;
            _current = null;
        }

        if (_current is null && state.Effect is not (WizardEffect.None or WizardEffect.Leave or WizardEffect.Stop))
        {
            await _abandoned.ConfigureAwait(false);
            _reports.Clear();
            CancellationTokenSource source = new();
            // A thread of its own: reading media and disks blocks.
            _current = (state.Effect, Task.Run(() => StartAsync(state, source.Token), CancellationToken.None), source);
        }
    }

    private Task<WizardEvent> StartAsync(WizardState state, CancellationToken cancel) => state.Effect switch
    {
        WizardEffect.CheckMedium => work.CheckMediumAsync(this, cancel),
        WizardEffect.Prepare => work.PrepareAsync(state.Draft, this, cancel),
        WizardEffect.Install => work.InstallAsync(this, cancel),
        WizardEffect.Resume => work.ResumeAsync(state.Draft, this, cancel),
        WizardEffect.None or WizardEffect.Stop or WizardEffect.Leave => throw new InvalidOperationException("nothing to start"),
    };
}
