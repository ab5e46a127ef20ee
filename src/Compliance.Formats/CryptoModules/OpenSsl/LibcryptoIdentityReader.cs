using System.Text.RegularExpressions;
using Compliance.Formats.CryptoModules.Elf;

namespace Compliance.Formats.CryptoModules.OpenSsl;

/// <summary>Reads a libcrypto's identity from its constants (<c>OpenSSL_version(3)</c> prints the same ones).</summary>
public static partial class LibcryptoIdentityReader
{
    public static LibcryptoIdentity Read(ElfFile file)
    {
        var lines = Distinct(Lines(file, "OpenSSL "u8.ToArray()).Concat(Lines(file, "LibreSSL "u8.ToArray())));
        var line = lines.Count == 1 ? lines.Min! : "";
        var match = VersionLine().Match(line);
        var isAwsLc = EmbeddedText.Holds(file, "AWS-LC"u8);
        var isBoring = EmbeddedText.Holds(file, "BoringSSL"u8);
        return new LibcryptoIdentity
        {
            // BoringSSL's own version line is "OpenSSL 1.1.1 (compatible; BoringSSL)", which is no version line of OpenSSL; OpenSSL's users mention the others.
            Product = match.Success ? match.Groups["product"].Value : lines.Count > 0 ? "OpenSSL" : isAwsLc ? "AWS-LC" : isBoring ? "BoringSSL" : null,
            Version = match.Success ? match.Groups["version"].Value : null,
            VersionLine = line,
            ConfigurationDirectory = Directory(file, "OPENSSLDIR: \""u8.ToArray()),
            ModulesDirectory = Directory(file, "MODULESDIR: \""u8.ToArray()),
            FollowsKernelFlag = EmbeddedText.Holds(file, "/proc/sys/crypto/fips_enabled"u8),
            KnowsForceVariable = EmbeddedText.Holds(file, "OPENSSL_FORCE_FIPS_MODE"u8),
            IsStub = SampleStub.IsMarked(file),
        };
    }

    private static IEnumerable<string> Lines(ElfFile file, byte[] start) =>
        EmbeddedText.StartingWith(file, start).Where(text => VersionLine().IsMatch(text));

    private static string? Directory(ElfFile file, byte[] start)
    {
        var found = Distinct(EmbeddedText.StartingWith(file, start).Select(text => QuotedDirectory().Match(text)).Where(match => match.Success).Select(match => match.Groups["directory"].Value));
        return found.Count == 1 ? found.Min : null;
    }

    private static SortedSet<string> Distinct(IEnumerable<string> texts) => new(texts, StringComparer.Ordinal);

    [GeneratedRegex(@"^(?<product>OpenSSL|LibreSSL) (?<version>[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}[a-z]{0,2}(-[\w.]{1,40})?)( +FIPS)?( +[0-9x]{1,2} [A-Zx][a-z]{2} [0-9]{4}.{0,40})?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex VersionLine();

    [GeneratedRegex("^[A-Z]+: \"(?<directory>[^\"]{0,400})\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex QuotedDirectory();
}
