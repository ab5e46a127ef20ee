using System.Diagnostics;
using System.Text;

namespace Compliance.Pipeline.Processes;

/// <summary>Runs a program to its end, with an environment of exactly what is given, bounded output and a bound on time.</summary>
public static class ChildProcess
{
    private const int MaxOutput = 1 << 20;

    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(150);

    /// <param name="folder">Where it runs.</param>
    /// <param name="environment">All that it gets; nothing is inherited.</param>
    /// <param name="maxResidentBytes">Memory that it and all that it started may have together, looked at several times a second; null for no bound.</param>
    /// <param name="input">Text for its standard input; null for none.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program can't be started.</exception>
    public static async Task<ProcessResult> RunAsync(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment, TimeSpan limit, CancellationToken cancellation, long? maxResidentBytes = null, string? input = null)
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
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(limit);
        var watch = maxResidentBytes is { } most ? WatchAsync(process.Id, most, bound) : Task.CompletedTask;
        var output = ReadAsync(process.StandardOutput, bound.Token);
        var error = ReadAsync(process.StandardError, bound.Token);
        try
        {
            await WriteAsync(process.StandardInput, input, bound.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(bound.Token).ConfigureAwait(false);
            return new ProcessResult(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false), IsTimedOut: false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return new ProcessResult(-1, "", "", IsTimedOut: true);
        }
        finally
        {
            await bound.CancelAsync().ConfigureAwait(false);
            await watch.ConfigureAwait(false);
        }
    }

    private static async Task WatchAsync(int process, long maxResidentBytes, CancellationTokenSource bound)
    {
        try
        {
            while (ProcessMemory.Of(process) <= maxResidentBytes) await Task.Delay(WatchEvery, bound.Token).ConfigureAwait(false);
            await bound.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It ended, or its time did.
        }
    }

    private static async Task WriteAsync(StreamWriter writer, string? input, CancellationToken cancellation)
    {
        try
        {
            if (input is not null) await writer.WriteAsync(input.AsMemory(), cancellation).ConfigureAwait(false);
            writer.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code says why.
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
