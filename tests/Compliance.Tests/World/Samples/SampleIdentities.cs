using System.Security.Cryptography;
using Compliance.Cryptography.Signing;

namespace Compliance.Tests.World.Samples;

/// <summary>Who seals sample packages: made anew whenever they are made, and forgotten, so that nobody can seal another one under the committed anchor.</summary>
internal static class SampleIdentities
{
    private const int Years = 50;

    public static IdentityFiles Issue() =>
        IdentityIssuer.Issue(new IdentityRequest(SignerRole.Collector, "Compliance samples", SampleAudit.Started.AddDays(-1), Years), "", RandomNumberGenerator.Fill);

    public static SigningIdentity Open(IdentityFiles files) => SigningIdentity.Open(SignerRole.Collector, files.Certificates, files.Key, "").Required();
}
