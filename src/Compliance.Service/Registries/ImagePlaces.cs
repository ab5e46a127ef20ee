using System.CommandLine;
using Compliance.Formats.Reading;
using Compliance.Oci.Registries;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Registries;

/// <summary>Where a run of the program may take images from and put them: the machine's folders and files, and registries as the caller's settings say. Holds their connections.</summary>
internal sealed class ImagePlaces(Func<string, string?> environment, TimeProvider clock) : IDisposable
{
    private const int MaxBytes = 1 << 20;

    private RegistryClient? client;

    /// <summary>The option that every verb has.</summary>
    public Option<string?> Settings { get; } = new("--registries")
    {
        Description = "Settings of registries: mirrors, certificates, plain HTTP (default: COMPLIANCE_REGISTRIES); see compliance help registries",
        HelpName = "file",
        Recursive = true,
    };

    public ImageOpener For(ParseResult parsed) => new(() => Client(parsed));

    /// <summary>The one client of this run.</summary>
    /// <exception cref="VerbFailure">The settings can't be read.</exception>
    public RegistryClient Client(ParseResult parsed) => client ??= new RegistryClient(Read(parsed.GetValue(Settings) ?? environment("COMPLIANCE_REGISTRIES")), CredentialFiles.Open(environment), clock);

    public void Dispose() => client?.Dispose();

    private static RegistrySettings Read(string? file)
    {
        if (string.IsNullOrEmpty(file)) return RegistrySettings.Default;
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}", "settings of registries: compliance help registries");
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var reading = Small(file) is { } bytes
            ? RegistrySettingsFile.Read(bytes, file, name => Small(Path.Combine(folder, name)), Limits.Default)
            : throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} is too large for settings of registries");
        return reading.TryGet(out var settings) ? settings : throw VerbFailure.Unreadable(file, reading.Defects, "settings of registries: compliance help registries");
    }

    // Typed, since null would be taken for an empty array.
    private static ReadOnlyMemory<byte>? Small(string file) => new FileInfo(file) is { Exists: true, Length: <= MaxBytes } ? (ReadOnlyMemory<byte>?)File.ReadAllBytes(file) : (ReadOnlyMemory<byte>?)null;
}
