using System.Globalization;

namespace Compliance.Cryptography.Sigstore;

/// <summary>Times as checks print them.</summary>
internal static class SigstoreText
{
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
