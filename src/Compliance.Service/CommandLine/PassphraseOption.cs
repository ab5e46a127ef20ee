using System.CommandLine;

namespace Compliance.Service.CommandLine;

/// <summary>The <c>--passphrase-file</c> of verbs that use the signing identity.</summary>
internal static class PassphraseOption
{
    public static Option<string?> Create() =>
        new("--passphrase-file") { Description = "File whose text is the passphrase of the signing identity", HelpName = "file" };
}
