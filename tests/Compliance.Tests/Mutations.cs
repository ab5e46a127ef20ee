using System.Globalization;

namespace Compliance.Tests;

/// <summary>Bit flips, truncations, splices and insertions of a seed, the same ones for the same numbers.</summary>
internal static class Mutations
{
    /// <summary>1,000 a run, 100,000 with <c>COMPLIANCE_LONG=1</c>, or what <c>COMPLIANCE_MUTATIONS</c> says.</summary>
    public static int Count { get; } = int.TryParse(Environment.GetEnvironmentVariable("COMPLIANCE_MUTATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
        ? count
        : Environment.GetEnvironmentVariable("COMPLIANCE_LONG") == "1" ? 100_000 : 1_000;

    public static IEnumerable<byte[]> Of(byte[] seed, int count, int randomSeed)
    {
        var random = new Random(randomSeed);
        for (var index = 0; index < count; index++)
        {
            yield return random.Next(4) switch
            {
                0 => Flipped(seed, random),
                1 => seed[..random.Next(seed.Length + 1)],
                2 => Spliced(seed, random),
                _ => Inserted(seed, random),
            };
        }
    }

    private static byte[] Flipped(byte[] seed, Random random)
    {
        var copy = (byte[])seed.Clone();
        for (var flips = random.Next(1, 5); flips > 0 && copy.Length > 0; flips--) copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        return copy;
    }

    private static byte[] Spliced(byte[] seed, Random random)
    {
        var (from, to) = (random.Next(seed.Length + 1), random.Next(seed.Length + 1));
        return [.. seed[..from], .. seed[to..]];
    }

    private static byte[] Inserted(byte[] seed, Random random)
    {
        var at = random.Next(seed.Length + 1);
        var extra = new byte[random.Next(1, 9)];
        random.NextBytes(extra);
        return [.. seed[..at], .. extra, .. seed[at..]];
    }
}
