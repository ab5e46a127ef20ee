using Compliance.Oci.Registries.Access;

namespace Compliance.Pipeline.Processes;

/// <summary>
/// Asks a credential helper of the machine (docker-credential-helpers: the server's name on standard input, JSON on standard output). Programs are taken from the system's folders only.
/// </summary>
/// <param name="environment">All that the helper gets.</param>
public sealed class CredentialHelperProcess(IReadOnlyDictionary<string, string> environment) : ICredentialProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public async Task<string?> GetAsync(string name, string server, CancellationToken cancellation)
    {
        var program = InstalledProgram.Find($"docker-credential-{name}") ?? throw new FileNotFoundException($"there is no program docker-credential-{name} in the system's folders");
        ProcessResult result;
        try
        {
            result = await ChildProcess.RunAsync(program, ["get"], Path.GetTempPath(), environment, Limit, cancellation, input: server).ConfigureAwait(false);
        }
        catch (System.ComponentModel.Win32Exception broken)
        {
            throw new IOException($"docker-credential-{name} can't be started: {broken.Message}", broken);
        }

        if (result.IsTimedOut) throw new IOException($"docker-credential-{name} does not end within {Limit.TotalSeconds} seconds");
        if (result.ExitCode == 0) return result.Output;
        // The protocol's words for "nothing is kept for that server"; some helpers write them to one stream, some to the other.
        return (result.Output + result.Error).Contains("credentials not found", StringComparison.OrdinalIgnoreCase) ? null : throw new IOException($"docker-credential-{name} ends with exit code {result.ExitCode}");
    }
}
