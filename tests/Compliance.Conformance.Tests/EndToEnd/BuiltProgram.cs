using System.Diagnostics;
using Compliance.Conformance.Tests.Stories;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>The program as it was built with this test run.</summary>
internal static class BuiltProgram
{
    public static (int Exit, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Program, .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var program = Process.Start(start)!;
        var error = program.StandardError.ReadToEndAsync();
        var output = program.StandardOutput.ReadToEnd();
        program.WaitForExit();
        return (program.ExitCode, output, error.GetAwaiter().GetResult().Trim());
    }
}
