using System.Diagnostics;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Policy.Cel;

namespace Compliance.Benchmarks;

/// <summary>
/// Evaluations a second, compiled once, of the three expressions of the peers' benchmark on the same facts, and compilations a second.
/// Run it beside <c>node bench.mjs</c>, alternating.
/// </summary>
internal static class CelBench
{
    private static readonly (string Name, string Text)[] Expressions =
    [
        ("packages.all", "packages.all(p, p.supplier != '' && p.licenses.size() > 0)"),
        ("vulns.filter+exists", "vulnerabilities.filter(v, v.severity == 'critical' && !v.vex.exists(x, x.status == 'not_affected')).size() == 0"),
        ("crypto.exists", "cryptoModules.exists(m, m.certificate.status == 'active' && m.approvedMode)"),
    ];

    public static int Run(string[] arguments)
    {
        var seconds = arguments.Length > 0 ? double.Parse(arguments[0], CultureInfo.InvariantCulture) : 2;
        var bindings = CelFacts.Bindings();
        foreach (var (name, text) in Expressions)
        {
            var program = Compile(text);
            if (program.Evaluate(bindings) is not CelResult.Value { Content: var answer } || !answer.AsBool) throw new InvalidOperationException($"{name} is not true");
            var (rate, cpu) = Measure(() => program.Evaluate(bindings), seconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-20} {rate,12:N0} evaluations/s {cpu,9:F2} CPU µs"));
        }

        var (compiles, cost) = Measure(() => Array.ForEach(Expressions, expression => Compile(expression.Text)), seconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"compile",-20} {compiles * Expressions.Length,12:N0} compiles/s    {cost / Expressions.Length,9:F2} CPU µs"));
        return 0;
    }

    private static CelProgram Compile(string text) => CelProgram.Compile(text, CelFacts.Environment, new Locator("bench", Line: 1, Column: 1)).Required();

    /// <summary>Best rate of three, and CPU microseconds over all.</summary>
    private static (double Rate, double CpuMicroseconds) Measure(Action action, double seconds)
    {
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < TimeSpan.FromSeconds(Math.Min(1, seconds)); Thread.Sleep(0)) action();
        using var process = Process.GetCurrentProcess();
        var cpuBefore = process.TotalProcessorTime;
        var (best, total) = (0.0, 0L);
        for (var round = 0; round < 3; round++)
        {
            var count = 0L;
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed.TotalSeconds < seconds / 3)
            {
                for (var i = 0; i < 8; i++) action();
                count += 8;
            }

            best = Math.Max(best, count / clock.Elapsed.TotalSeconds);
            total += count;
        }

        process.Refresh();
        return (best, (process.TotalProcessorTime - cpuBefore).TotalMicroseconds / total);
    }
}
