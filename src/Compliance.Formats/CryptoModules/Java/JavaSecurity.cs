using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.Formats.CryptoModules.Java;

/// <summary>The list of security providers of a Java runtime: <c>conf/security/java.security</c> (Java 8: <c>jre/lib/security</c>).</summary>
/// <param name="Providers"><c>security.provider.N</c> in the order in which they are asked, arguments removed.</param>
/// <param name="FipsProviders"><c>fips.provider.N</c>, which builds of the Red Hat family use instead when the host's kernel is in FIPS mode.</param>
/// <param name="ApprovedOnly"><c>org.bouncycastle.fips.approved_only=true</c> is set as a security property.</param>
public sealed record JavaSecurity(ImmutableArray<string> Providers, ImmutableArray<string> FipsProviders, bool ApprovedOnly)
{
    private static readonly string[] Fips = ["org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider", "BCFIPS", "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider", "com.wolfssl.provider.jce.WolfCryptProvider", "wolfJCE"];

    /// <summary>Providers of Java itself with cryptography of their own; XMLDSig, SASL, GSS and the like use what others give.</summary>
    private static readonly string[] OwnCode = ["SUN", "sun.security.provider.Sun", "SunRsaSign", "sun.security.rsa.SunRsaSign", "SunEC", "sun.security.ec.SunEC", "SunJCE", "com.sun.crypto.provider.SunJCE", "Apple"];

    public static bool IsFile(ReadOnlySpan<char> path) => path.EndsWith("/security/java.security", StringComparison.Ordinal);

    /// <summary>The first provider that wraps a module which has been validated in some version; null when there is none.</summary>
    public string? FirstFips => Providers.FirstOrDefault(provider => Fips.Contains(provider, StringComparer.Ordinal));

    /// <summary>Providers in the list with code that is in no validated module: reachable beside whatever comes first.</summary>
    public ImmutableArray<string> Unvalidated => [.. Providers.Where(provider => OwnCode.Contains(provider, StringComparer.Ordinal))];

    public static JavaSecurity Read(ReadOnlySpan<byte> bytes)
    {
        var values = JavaProperties.Read(bytes);
        return new JavaSecurity(
            Ordered(values, "security.provider."),
            Ordered(values, "fips.provider."),
            values.GetValueOrDefault("org.bouncycastle.fips.approved_only", "").Equals("true", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Java asks from 1 on and stops at the first number that is missing.</summary>
    private static ImmutableArray<string> Ordered(ImmutableSortedDictionary<string, string> values, string prefix)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        for (var number = 1; values.TryGetValue(prefix + number.ToString(CultureInfo.InvariantCulture), out var value); number++)
        {
            var name = value.Split(' ', '\t')[0];
            if (name.Length > 0) found.Add(name);
        }

        return found.ToImmutable();
    }
}
