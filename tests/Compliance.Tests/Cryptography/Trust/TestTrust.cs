using System.Security.Cryptography;
using System.Text;
using Compliance.Cryptography.Trust;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Cryptography.Trust;

/// <summary>Trust folders over keys that the tests make.</summary>
internal static class TestTrust
{
    public static DateTimeOffset At { get; } = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One identity named <c>signer</c>.</summary>
    public static TrustPolicy Of(AsymmetricAlgorithm key, string more = "") =>
        TrustPolicies.Read(
            [
                new TrustFile("trust.yaml", Encoding.UTF8.GetBytes($"version: 1\nidentities:\n  - name: signer\n    key: k.pem\n    may: [sign-images, attest]\n    predicates: [\"*\"]\n{more}")),
                new TrustFile("k.pem", Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem())),
            ],
            "trust").Required();
}
