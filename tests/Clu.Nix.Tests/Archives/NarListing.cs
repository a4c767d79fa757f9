using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Nix.Archives;

namespace Clu.Nix.Tests.Archives;

/// <summary>Tells each node of an archive with its path, size and offset.</summary>
internal static class NarListing
{
    public static void Of(byte[] archive, Action<string, string> tell)
    {
        NarReader reader = new(new MemoryStream(archive));
        Stack<string> folders = new();
        string path = "";
        while (reader.Read())
        {
            switch (reader.Event)
            {
                case NarEvent.BeginDirectory:
                    tell(path, "directory");
                    folders.Push(path);
                    break;
                case NarEvent.Entry:
                    path = $"{folders.Peek()}/{Text(reader.Name)}";
                    break;
                case NarEvent.EndDirectory:
                    folders.Pop();
                    break;
                case NarEvent.File:
                    string mode = reader.Executable ? " executable" : "";
                    tell(path, string.Create(CultureInfo.InvariantCulture, $"regular {reader.Length} at {reader.Offset}{mode}"));
                    break;
                case NarEvent.Symlink:
                    tell(path, "symlink " + Encoding.UTF8.GetString(reader.Target.Span));
                    break;
            }
        }
    }

    private static string Text(FileName name) => Encoding.UTF8.GetString(name.Span);
}
