using System.Diagnostics;
using System.Text;

namespace Compliance.Tests.Reporting.Pdf;

/// <summary>Runs stock PDF tools over a file. Where one is missing the test is skipped by name; under CI=true it fails.</summary>
internal static class PdfTool
{
    public static (int ExitCode, string Output) Run(string tool, byte[] pdf, params ReadOnlySpan<string> arguments)
    {
        var path = Path.Combine(Path.GetTempPath(), $"report-{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(path, pdf);
        try
        {
            var start = new ProcessStartInfo(tool) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, WorkingDirectory = Path.GetTempPath() };
            foreach (var argument in arguments) start.ArgumentList.Add(argument == "FILE" ? path : argument);
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.GetAwaiter().GetResult());
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static void Require(string tool)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
        if (!found && Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"{tool} is not installed");
        Assert.SkipUnless(found, $"{tool} is not installed");
    }
}
