using System.Numerics;

namespace Clu.Binary;

/// <summary>Rounding to multiples.</summary>
public static class Alignment
{
    /// <summary>The smallest multiple of <paramref name="unit"/> that is not below <paramref name="value"/>.</summary>
    /// <param name="value">Any number.</param>
    /// <param name="unit">Over 0.</param>
    /// <exception cref="OverflowException">The result does not fit.</exception>
    public static T Up<T>(T value, T unit)
        where T : IBinaryInteger<T>
    {
        T rest = value % unit;
        return rest > T.Zero ? checked(value + (unit - rest)) : value - rest;
    }

    /// <summary>How many units cover <paramref name="value"/>.</summary>
    public static T Units<T>(T value, T unit)
        where T : IBinaryInteger<T> => Up(value, unit) / unit;
}
