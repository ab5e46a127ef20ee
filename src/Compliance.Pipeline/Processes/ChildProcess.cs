using System.Diagnostics;
using System.Text;

namespace Compliance.Pipeline.Processes;

/// <summary>Runs a program to its end, with an environment of exactly what is given, bounded output and a bound on time.</summary>
public static class ChildProcess
{
    private const int MaxOutput = 1 << 20;

    /// <param name="folder">Where it runs.</param>
    /// <param name="environment">All that it gets; nothing is inherited.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program can't be started.</exception>
    public static async Task<ProcessResult> RunAsync(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment, TimeSpan limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(limit);
        var output = ReadAsync(process.StandardOutput, bound.Token);
        var error = ReadAsync(process.StandardError, bound.Token);
        try
        {
            await process.WaitForExitAsync(bound.Token).ConfigureAwait(false);
            return new ProcessResult(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false), IsTimedOut: false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return new ProcessResult(-1, "", "", IsTimedOut: true);
        }
    }

    /// <summary>Reads to the end, so that the program is never blocked, and keeps the first part.</summary>
    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        var kept = new StringBuilder();
        var buffer = new char[8192];
        for (var read = await reader.ReadAsync(buffer, cancellation).ConfigureAwait(false); read > 0; read = await reader.ReadAsync(buffer, cancellation).ConfigureAwait(false))
        {
            if (kept.Length < MaxOutput) kept.Append(buffer, 0, Math.Min(read, MaxOutput - kept.Length));
        }

        return kept.ToString();
    }
}
