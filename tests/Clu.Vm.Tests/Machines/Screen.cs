using System.Globalization;
using System.Text;

namespace Clu.Vm.Tests.Machines;

/// <summary>A picture as QEMU writes it: binary PPM with one byte a channel.</summary>
public sealed class Screen
{
    private readonly byte[] _file;
    private readonly int _start;

    private Screen(byte[] file, int start, int pixels)
    {
        _file = file;
        _start = start;
        Pixels = pixels;
    }

    /// <summary>How many there are.</summary>
    public int Pixels { get; }

    /// <summary>Reads a picture; null while it is not complete.</summary>
    public static Screen? Read(byte[] file)
    {
        // P6, width and height, the greatest value: a line each.
        string[] head = Encoding.ASCII.GetString(file.AsSpan(0, Math.Min(file.Length, 64))).Split('\n', 4);
        if (head is not ["P6", var size, "255", _] || size.Split(' ') is not [var width, var height])
            return null;
        int start = head.Take(3).Sum(line => line.Length + 1);
        int pixels = int.Parse(width, CultureInfo.InvariantCulture) * int.Parse(height, CultureInfo.InvariantCulture);
        return file.Length == start + (3 * pixels) ? new Screen(file, start, pixels) : null;
    }

    /// <summary>Which part of the screen has this colour, 0 to 1.</summary>
    public double Share(Colour colour)
    {
        int count = 0;
        for (int at = _start; at < _file.Length; at += 3)
        {
            if (_file[at] == colour.Red && _file[at + 1] == colour.Green && _file[at + 2] == colour.Blue)
                count++;
        }

        return (double)count / Pixels;
    }
}
