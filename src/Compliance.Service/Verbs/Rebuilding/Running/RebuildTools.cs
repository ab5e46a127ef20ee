using System.CommandLine;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Feeds;
using Compliance.Evidence.Records;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Identity;
using Compliance.Service.Registries;
using Compliance.Service.Verbs.Signing;
using Compliance.Store.Sqlite;

namespace Compliance.Service.Verbs.Rebuilding.Running;

/// <summary>What the steps of a rebuild work with.</summary>
/// <param name="ImageSigner">Signs image, statements and delta.</param>
/// <param name="EvidenceIdentity">Seals the evidence packages before and after.</param>
/// <param name="Feeds">What is known of vulnerabilities; null when nothing is.</param>
internal sealed record RebuildTools(string PolicyFolder, SigningIdentity ImageSigner, SigningIdentity EvidenceIdentity, IEvidenceStore Store, TimeProvider Clock, IVulnerabilityCatalog? Feeds) : IDisposable
{
    /// <summary>The identity, with a timestamp on each seal where the caller names an authority.</summary>
    public ISigner EvidenceSigner { get; init; } = EvidenceIdentity;

    /// <summary>Opens the image as it was before; it may be in a registry.</summary>
    public ImageOpener Images { get; init; } = ImageOpener.Local;

    /// <param name="place">The data directory as the caller named it.</param>
    /// <param name="stamps">Addresses of timestamp authorities for the seals of evidence; none for none.</param>
    /// <exception cref="VerbFailure">A key can't be used.</exception>
    public static RebuildTools Open(ParseResult parsed, CommandContext context, string? place, string policyFolder, SigningKeyOptions keys, string[] stamps, IVulnerabilityCatalog? feeds)
    {
        var folder = DataDirectory.Resolve(place, context.Environment);
        var imageSigner = keys.Open(parsed, context);
        try
        {
            var evidence = new IdentityFolder(folder).OpenOrMake(keys.Passphrase(parsed), context.Clock, out _);
            return new RebuildTools(policyFolder, imageSigner, evidence, SqliteEvidenceStore.Open(folder), context.Clock, feeds)
            {
                EvidenceSigner = TimestampOption.Stamped(evidence, stamps, context.Clock),
                Images = context.Images.For(parsed),
            };
        }
        catch
        {
            imageSigner.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ImageSigner.Dispose();
        EvidenceIdentity.Dispose();
    }
}
