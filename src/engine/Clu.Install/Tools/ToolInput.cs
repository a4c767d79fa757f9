namespace Clu.Install.Tools;

/// <summary>Standard input of a program.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="Secret">What it is, for plans and logs, when its text may not be shown: <c>passphrase</c>; null for text that is shown.</param>
public sealed record ToolInput(ReadOnlyMemory<byte> Bytes, string? Secret = null)
{
    /// <summary>Text that is shown in plans.</summary>
    public static ToolInput Text(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));
}
