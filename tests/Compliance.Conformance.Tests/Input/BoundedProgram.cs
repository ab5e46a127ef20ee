using System.Diagnostics;
using System.Globalization;
using Compliance.Conformance.Tests.Stories;

namespace Compliance.Conformance.Tests.Input;

/// <summary>The built executable as a process of its own, watched: how long it runs and how much memory it ever held.</summary>
internal sealed record BoundedProgram(int Exit, string Output, string Error, double Mebibytes, TimeSpan Took)
{
    /// <summary>Everything printed.</summary>
    public string Printed => Output + Error;

    /// <summary>Starts the program; the caller waits for it.</summary>
    /// <param name="wrap">Command that runs the program, which follows it.</param>
    public static ProcessStartInfo Prepare(IEnumerable<string> wrap, IEnumerable<string> arguments, string? temporary = null)
    {
        List<string> command = [.. wrap, "dotnet", Repository.Program, .. arguments];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        // Short runs: no time is spent on instrumenting code that is run once.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["NO_COLOR"] = "1";
        if (temporary is not null) start.Environment["TMPDIR"] = temporary;
        return start;
    }

    /// <summary>Runs to the end, or kills it and fails.</summary>
    /// <param name="maxSeconds">Processor time; a program that waits is ended after ten times as long, so that a busy machine fails nothing.</param>
    /// <param name="watch">Called every few milliseconds while it runs.</param>
    public static BoundedProgram Run(ProcessStartInfo start, int maxSeconds, Action<Process>? watch = null)
    {
        var clock = Stopwatch.StartNew();
        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync();
        var error = program.StandardError.ReadToEndAsync();
        var peak = 0.0;
        while (!program.WaitForExit(5))
        {
            peak = Math.Max(peak, PeakOf(program.Id));
            watch?.Invoke(program);
            if (clock.Elapsed.TotalSeconds < maxSeconds || (SpentOf(program) < maxSeconds && clock.Elapsed.TotalSeconds < 10 * maxSeconds)) continue;
            program.Kill(entireProcessTree: true);
            Assert.Fail($"still running after {maxSeconds} s of processor time or ten times as long: {string.Join(' ', start.ArgumentList)}");
        }

        return new BoundedProgram(program.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult(), peak, clock.Elapsed);
    }

    public static BoundedProgram Run(params string[] arguments) => Run(Prepare([], arguments), 60);

    /// <summary>Sends a signal to a process that was started here.</summary>
    public static void Signal(Process process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static double SpentOf(Process program)
    {
        try
        {
            program.Refresh();
            return program.TotalProcessorTime.TotalSeconds;
        }
        catch (InvalidOperationException)
        {
            // It ended between the two looks.
            return 0;
        }
    }

    /// <summary>The most memory ever resident (proc(5), VmHWM).</summary>
    private static double PeakOf(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.AsSpan(6).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
