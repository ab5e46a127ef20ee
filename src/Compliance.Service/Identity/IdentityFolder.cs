using System.Text.RegularExpressions;
using Compliance.Cryptography.Signing;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Identity;

/// <summary>
/// The signing identity in the data directory: made at first use, then always the same. Keys are readable by their owner only. The folder is
/// filled under a temporary name and then renamed, so that two first uses at once end with one identity and a kill leaves none or all of it.
/// </summary>
internal sealed partial class IdentityFolder(string dataDirectory)
{
    private const string Certificates = "certificates.pem";
    private const string Key = "key.pem";
    private const string AnchorKey = "anchor-key.pem";

    private readonly string folder = Path.Combine(dataDirectory, "identity");

    public bool Exists => File.Exists(Path.Combine(folder, Certificates));

    /// <summary>The root certificate that an assessor needs.</summary>
    public string AnchorPath => Path.Combine(folder, "anchor.pem");

    /// <summary>Opens the identity, making one when there is none.</summary>
    /// <param name="made">Whether it was made just now.</param>
    /// <exception cref="VerbFailure">The passphrase is missing or wrong, or the files are damaged.</exception>
    public SigningIdentity OpenOrMake(string? passphraseFile, TimeProvider clock, out bool made)
    {
        var passphrase = ReadPassphrase(passphraseFile);
        made = !Exists;
        if (made) Make(passphrase, clock);
        var reading = SigningIdentity.Open(
            SignerRole.Collector, File.ReadAllBytes(Path.Combine(folder, Certificates)), File.ReadAllBytes(Path.Combine(folder, Key)), passphrase);
        return reading.TryGet(out var identity)
            ? identity
            : throw VerbFailure.Unreadable("the signing identity", reading.Defects, passphrase.Length == 0
                ? "if it was made with a passphrase, name the file with --passphrase-file"
                : "was it made with another passphrase?");
    }

    /// <summary>Removes half-made identities that a killed process left behind, keys with them, and that were last written before the moment.</summary>
    public void RemoveLeftBehind(DateTimeOffset before)
    {
        if (!Directory.Exists(dataDirectory)) return;
        foreach (var half in new DirectoryInfo(dataDirectory).EnumerateDirectories("identity.*.tmp"))
        {
            if (!TemporaryName().IsMatch(half.Name) || half.LastWriteTimeUtc >= before.UtcDateTime) continue;
            try
            {
                half.Delete(recursive: true);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Nothing depends on it.
            }
        }
    }

    private void Make(string passphrase, TimeProvider clock)
    {
        var files = IdentityIssuer.Issue(new IdentityRequest(SignerRole.Collector, "compliance", clock.GetUtcNow()), passphrase, PlatformRandom.Fill);
        Directory.CreateDirectory(dataDirectory);
        var temporary = Path.Combine(dataDirectory, $"identity.{Path.GetRandomFileName()}.tmp");
        Directory.CreateDirectory(temporary);
        try
        {
            WriteFiles(temporary, files);
            Directory.Move(temporary, folder);
        }
        catch (IOException) when (Exists)
        {
            // Another process was first: its identity is the one.
            Directory.Delete(temporary, recursive: true);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    /// <summary>Writes an identity into a new folder.</summary>
    public static void Write(string directory, IdentityFiles files)
    {
        Directory.CreateDirectory(directory);
        WriteFiles(directory, files);
    }

    private static void WriteFiles(string directory, IdentityFiles files)
    {
        Write(directory, Certificates, files.Certificates, secret: false);
        Write(directory, "anchor.pem", files.Anchor, secret: false);
        Write(directory, Key, files.Key, secret: true);
        Write(directory, AnchorKey, files.AnchorKey, secret: true);
    }

    private static void Write(string directory, string name, byte[] content, bool secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (secret && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(Path.Combine(directory, name), options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    [GeneratedRegex(@"^identity\.[a-z0-9]{8}\.[a-z0-9]{3}\.tmp$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TemporaryName();

    public static string ReadPassphrase(string? file)
    {
        if (file is null) return "";
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}", "--passphrase-file names a file whose first line is the passphrase");
        var text = File.ReadAllText(file).TrimEnd('\r', '\n');
        return text.Length > 0 ? text : throw new VerbFailure(ExitCodes.Usage, $"the passphrase file {file} is empty", "its first line is the passphrase");
    }
}
