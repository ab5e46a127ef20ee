using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Compliance.Tests;

namespace Compliance.Fuzz;

/// <summary>Mutates seeds, one to four times over, and reads each result in this process. The same seed number gives the same inputs.</summary>
internal static class Fuzzer
{
    private const int MaxInput = 1 << 20;
    private const long MaxAllocated = 512L << 20;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(30);

    /// <summary>Stops at the first finding, or when <paramref name="goesOn"/> says no.</summary>
    public static (Finding? Found, long Inputs) Run(FuzzTarget target, ImmutableArray<byte[]> corpus, int randomSeed, Func<long, bool> goesOn)
    {
        var random = new Random(randomSeed);
        ImmutableArray<byte[]> seeds = [.. target.Seeds, .. corpus];
        foreach (var seed in seeds)
        {
            if (Try(target, seed) is { } found) return (found, 0);
        }

        long count = 0;
        for (; goesOn(count); count++)
        {
            var input = seeds[random.Next(seeds.Length)];
            for (var rounds = random.Next(1, 5); rounds > 0; rounds--)
            {
                // Now and then a piece of another seed goes in first, so that valid parts meet in invalid orders.
                if (random.Next(8) == 0) input = Joined(input, seeds[random.Next(seeds.Length)], random);
                input = Mutations.Of(input, 1, random.Next()).Single();
            }

            if (input.Length <= MaxInput && Try(target, input) is { } found) return (found, count + 1);
        }

        return (null, count);
    }

    /// <summary>Reads one input and says what was wrong with that, if anything.</summary>
    public static Finding? Try(FuzzTarget target, byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        try
        {
            target.Read(input);
        }
        catch (Exception thrown)
        {
            return new Finding(thrown.GetType().FullName!, thrown.ToString(), input);
        }

        var took = Stopwatch.GetElapsedTime(started);
        if (took > MaxTime) return new Finding("slow", string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:F1} s"), input);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated > MaxAllocated ? new Finding("memory", string.Create(CultureInfo.InvariantCulture, $"{allocated} bytes allocated"), input) : null;
    }

    /// <summary>A shorter input with the same finding: halves, quarters and so on are left out while it stays.</summary>
    public static Finding Minimise(FuzzTarget target, Finding finding, int maxTries = 2_000)
    {
        var tries = 0;
        for (var piece = finding.Input.Length / 2; piece > 0; piece /= 2)
        {
            for (var at = 0; at + piece <= finding.Input.Length;)
            {
                if (++tries > maxTries) return finding;
                byte[] shorter = [.. finding.Input[..at], .. finding.Input[(at + piece)..]];
                if (Try(target, shorter) is { } same && same.Kind == finding.Kind) finding = same;
                else at += piece;
            }
        }

        return finding;
    }

    private static byte[] Joined(byte[] input, byte[] other, Random random)
    {
        var (at, from) = (random.Next(input.Length + 1), random.Next(other.Length + 1));
        var to = random.Next(from, other.Length + 1);
        return [.. input[..at], .. other[from..to], .. input[at..]];
    }
}
