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
/// <param name="EvidenceSigner">Seals the evidence packages before and after.</param>
/// <param name="Feeds">What is known of vulnerabilities; null when nothing is.</param>
internal sealed record RebuildTools(string PolicyFolder, SigningIdentity ImageSigner, SigningIdentity EvidenceSigner, IEvidenceStore Store, TimeProvider Clock, IVulnerabilityCatalog? Feeds) : IDisposable
{
    /// <summary>Opens the image as it was before; it may be in a registry.</summary>
    public ImageOpener Images { get; init; } = ImageOpener.Local;

    /// <param name="place">The data directory as the caller named it.</param>
    /// <exception cref="VerbFailure">A key can't be used.</exception>
    public static RebuildTools Open(ParseResult parsed, CommandContext context, string? place, string policyFolder, SigningKeyOptions keys, IVulnerabilityCatalog? feeds)
    {
        var folder = DataDirectory.Resolve(place, context.Environment);
        var imageSigner = keys.Open(parsed, context);
        try
        {
            return new RebuildTools(policyFolder, imageSigner, new IdentityFolder(folder).OpenOrMake(keys.Passphrase(parsed), context.Clock, out _), SqliteEvidenceStore.Open(folder), context.Clock, feeds) { Images = context.Images.For(parsed) };
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
        EvidenceSigner.Dispose();
    }
}
