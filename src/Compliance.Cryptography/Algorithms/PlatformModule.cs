namespace Compliance.Cryptography.Algorithms;

/// <summary>
/// The module that computed a check on this machine. Two machines may differ: reports show it, evaluated facts never hold it.
/// </summary>
/// <param name="Name">For example <c>OpenSSL libcrypto</c>; <c>platform</c> where the module can't be asked.</param>
/// <param name="Version">The module's own version text; empty when unknown.</param>
public sealed record PlatformModule(string Name, string Version, FipsState Fips)
{
    /// <summary>The module behind this process's <c>System.Security.Cryptography</c> and Ed25519, asked once.</summary>
    public static PlatformModule Current { get; } = Read();

    /// <summary>True when this process can verify Ed25519 (OpenSSL 1.1.1 or newer is loaded).</summary>
    public static bool HasEd25519 => Libcrypto.Loaded is { CanVerifyEd25519: true };

    public override string ToString() => Version.Length == 0 ? Name : $"{Name} ({Version}; FIPS provider {Fips.ToString().ToLowerInvariant()})";

    private static PlatformModule Read()
    {
        if (Libcrypto.Loaded is not { } library) return new PlatformModule("platform", "", FipsState.Unknown);
        var fips = (library.FipsPropertiesAreDefault(), library.FipsProviderIsAvailable()) switch
        {
            (null, _) or (_, null) => FipsState.Unknown,
            (true, true) => FipsState.On,
            (_, true) => FipsState.Available,
            _ => FipsState.Off,
        };
        return new PlatformModule("OpenSSL libcrypto", library.Version(), fips);
    }
}
