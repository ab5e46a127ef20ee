namespace Compliance.Formats.CryptoModules.Java;

/// <summary>What one jar's directory says: the classes that register providers, the small files that name it.</summary>
internal sealed class JarContents
{
    private static readonly string[] Providers =
    [
        "/jcajce/provider/BouncyCastleFipsProvider.class", "/jce/provider/BouncyCastleProvider.class", "/crypto/provider/AmazonCorrettoCryptoProvider.class",
        "/provider/jce/WolfCryptProvider.class", "org/conscrypt/OpenSSLProvider.class", "/conscrypt/OpenSSLProvider.class",
    ];

    private const int MaxSmall = 2_000;

    private readonly SortedDictionary<string, JarEntry> small = new(StringComparer.Ordinal);
    private readonly SortedSet<string> providers = new(StringComparer.Ordinal);

    /// <summary>Classes outside <c>org/bouncycastle/</c>: a jar with such is not one of Bouncy Castle's own.</summary>
    public bool HasForeignClasses { get; private set; }

    /// <summary>There are more small files than <see cref="Small"/> has.</summary>
    public bool IsCut { get; private set; }

    public bool HasProvider => providers.Count > 0;

    /// <summary>Full names of the provider classes.</summary>
    public IReadOnlyCollection<string> ProviderClasses => providers;

    /// <summary><c>pom.properties</c> of all parts, and the manifest.</summary>
    public IReadOnlyDictionary<string, JarEntry> Small => small;

    public void Add(JarEntry entry)
    {
        if (entry.Name.EndsWith(".class", StringComparison.Ordinal))
        {
            if (!entry.Name.StartsWith("org/bouncycastle/", StringComparison.Ordinal) && !entry.Name.StartsWith("META-INF/", StringComparison.Ordinal) && !entry.Name.Contains("module-info", StringComparison.Ordinal)) HasForeignClasses = true;
            if (providers.Count < 50 && Providers.Any(ending => entry.Name.EndsWith(ending, StringComparison.Ordinal))) providers.Add(entry.Name);
        }
        else if (entry.Name == "META-INF/MANIFEST.MF" || (entry.Name.StartsWith("META-INF/maven/", StringComparison.Ordinal) && entry.Name.EndsWith("/pom.properties", StringComparison.Ordinal)))
        {
            if (small.Count < MaxSmall) small.TryAdd(entry.Name, entry);
            else IsCut = true;
        }
    }
}
