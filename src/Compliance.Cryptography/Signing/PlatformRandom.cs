using System.Security.Cryptography;

namespace Compliance.Cryptography.Signing;

/// <summary>The platform module's random number generator, as the composition root hands it down.</summary>
public static class PlatformRandom
{
    public static void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
