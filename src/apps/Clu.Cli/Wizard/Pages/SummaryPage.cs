using Clu.Cli.Wizard.Choices;
using Clu.Cli.Wizard.Keys;
using Clu.Cli.Wizard.Screens;
using Clu.Install.Disks;

namespace Clu.Cli.Wizard.Pages;

/// <summary>Everything that was answered. Each line leads back to its page; the last one goes on.</summary>
internal sealed class SummaryPage : WizardPage
{
    private const int NameWidth = 14;
    private const string GoOn = "Go on: check everything, then ask once more";

    public override PageId Id => PageId.Summary;

    public override string Title => "Summary";

    public override WizardState Open(WizardState state) => state with { View = new PageView { Focus = Rows(state).Count } };

    public override WizardState Press(WizardState state, KeyPress key)
    {
        IReadOnlyList<(PageId? Page, string Name, string Value)> rows = Rows(state);
        int focus = state.View.Focus;
        return key.Kind switch
        {
            KeyKind.Up => At(state, Math.Max(0, focus - 1)),
            KeyKind.Down or KeyKind.Tab => At(state, Math.Min(rows.Count, focus + 1)),
            KeyKind.Home or KeyKind.PageUp => At(state, 0),
            KeyKind.End or KeyKind.PageDown => At(state, rows.Count),
            KeyKind.Escape or KeyKind.Left => WizardWay.Back(state),
            KeyKind.Enter when focus < rows.Count => rows[focus].Page is { } page
                ? WizardWay.GoTo(state, page)
                : state with { View = state.View with { Mistake = "This cannot be changed: there is nothing else to choose." } },
            KeyKind.Enter => WizardWay.GoTo(state, PageId.Check) with { Effect = WizardEffect.Prepare },
            KeyKind.Character when key.Is('b') => WizardWay.Back(state),
            KeyKind.Character when key.Is('q') => state with { Question = WizardQuestion.Abort },
            KeyKind.Character when key.Is('k') => At(state, Math.Max(0, focus - 1)),
            KeyKind.Character when key.Is('j') => At(state, Math.Min(rows.Count, focus + 1)),
            _ => state,
        };
    }

    public override void Render(WizardState state, Region region)
    {
        IReadOnlyList<(PageId? Page, string Name, string Value)> rows = Rows(state);
        List<IReadOnlyList<(string, CellStyle)>> entries =
        [
            .. rows.Select((row, i) => (IReadOnlyList<(string, CellStyle)>)[($"{Sign(i)} {row.Name.PadRight(NameWidth)}{row.Value}", CellStyle.Plain)]),
            [($"{Sign(rows.Count)} {GoOn}", CellStyle.Bold)],
        ];
        string[] losses = [.. DisksPage.Of(state).Select(Loss)];
        int lossRows = losses.Sum(loss => Region.Broken(loss, region.Width).Count());
        region.List(entries, state.View.Focus, Math.Max(3, region.Left - lossRows - 1));
        region.Line();
        foreach (string loss in losses)
            region.Paragraph(loss, CellStyle.Alarm);

        string Sign(int i) => i == state.View.Focus ? ">" : " ";
    }

    public override string Help(WizardState state) =>
        state.View.Focus < Rows(state).Count ? "Enter change this   Up/Down move   Esc back   q quit" : "Enter go on   Up/Down move to change   Esc back   q quit";

    /// <summary>What a disk loses, as a sentence.</summary>
    internal static string Loss(BlockDevice disk) => disk.Contents.Count == 0
        ? $"{DiskText.Name(disk)} is empty, as far as can be told. Whatever is on it will be gone."
        : $"Everything on {DiskText.Name(disk)} will be gone: {string.Join(", ", disk.Contents.Select(DiskText.Content))}.";

    internal static IReadOnlyList<(PageId? Page, string Name, string Value)> Rows(WizardState state)
    {
        InstallDraft draft = state.Draft;
        List<(PageId?, string, string)> rows = [(state.Facts.Hosts.Count > 1 ? PageId.Host : null, "System", HostPage.Of(state)?.Name ?? "-")];
        rows.Add((PageId.Disks, "Disk", string.Join("; ", DisksPage.Of(state).Select(DiskText.Phrase))));
        rows.Add((PageId.Layout, "Layout", $"{draft.Layout}, starts by {state.Facts.Firmware}"));
        if (LayoutPage.Of(state)?.Passphrase == true)
            rows.Add((PageId.Encryption, "Encryption", "with a passphrase"));
        rows.Add((PageId.HostName, "Name", draft.HostName ?? "-"));
        rows.Add((PageId.User, "User", $"{draft.User}{(draft.Password is null ? ", with the password that was given" : "")}"));
        rows.Add((PageId.SshKey, "SSH key", draft.SshKeys.Count == 0 ? "none" : string.Join("; ", draft.SshKeys.Select(KeyName))));
        rows.Add((PageId.Network, "Network", draft.Address is { } address ? $"{address.Interface}: {address.Address}" : "DHCP"));
        if (state.Facts.Wifi.Count > 0)
            rows.Add((PageId.Wifi, "Wi-Fi", draft.KeepWifi ? $"keep {string.Join(", ", state.Facts.Wifi)}" : "do not keep"));
        Named(PageId.TimeZone, "Time zone", state.Facts.TimeZones, draft.TimeZone);
        Named(PageId.Keyboard, "Keyboard", state.Facts.Keymaps, draft.Keymap);
        Named(PageId.Locale, "Language", state.Facts.Locales, draft.Locale);
        return rows;

        void Named(PageId page, string name, IReadOnlyList<string> names, string? value)
        {
            if (names.Count > 0 || value is not null)
                rows.Add((names.Count > 0 ? page : null, name, value ?? "as the system has it"));
        }
    }

    // The end of the line says whose it is.
    private static string KeyName(string key) => key.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries) switch
    {
        [string kind, _, string comment] => $"{kind} {comment}",
        [string kind, string data] => $"{kind} …{data[^Math.Min(8, data.Length)..]}",
        _ => "given",
    };

    private static WizardState At(WizardState state, int focus) => state with { View = state.View with { Focus = focus, Mistake = null } };
}
