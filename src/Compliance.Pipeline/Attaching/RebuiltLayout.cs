using Compliance.Cryptography.Signing;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Oci.Models;
using Compliance.Pipeline.Compose.Locking;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Statements;
using Compliance.Pipeline.Statements.Sboms;

namespace Compliance.Pipeline.Attaching;

/// <summary>A composed image with everything that a rebuild attaches: signature, SPDX, CycloneDX, provenance and derivation, for every manifest and for the index, and for the index its lock.</summary>
public static class RebuiltLayout
{
    /// <summary>The tag of the image inside its layout.</summary>
    public const string Tag = "rebuilt";

    /// <param name="configuration">What was composed.</param>
    /// <param name="pinned">What the lock says beside the packages.</param>
    public static AttachedLayout Make(Composition composition, BuildFacts facts, ApkoConfiguration configuration, LockContext pinned, ISigner signer, string tag)
    {
        ArgumentNullException.ThrowIfNull(composition);
        var created = DateTimeOffset.FromUnixTimeSeconds(composition.Epoch);
        var layout = new AttachedLayout();
        var index = layout.Add(composition, tag);
        foreach (var image in composition.Images)
        {
            var bill = new ImageBill(image);
            var subject = new Descriptor(OciMediaTypes.Manifest, image.ManifestDigest, image.Manifest.Length);
            Attach(layout, subject, facts, signer, SpdxText.Of(bill, facts, created), CycloneDxText.Of(bill, facts, created), Provenance.Of(composition, image, facts, configuration), DerivationStatement.Of(composition, image, facts));
        }

        Attach(
            layout, index, facts, signer, SpdxText.OfIndex(composition, facts, created), CycloneDxText.OfIndex(composition, facts, created), Provenance.Of(composition, null, facts, configuration),
            DerivationStatement.Of(composition, null, facts));
        layout.Attach(index, Attachment.Statement(LockStatement.Write(composition, configuration, pinned, facts.Image), PredicateTypes.Lock, signer));
        return layout;
    }

    private static void Attach(AttachedLayout layout, Descriptor subject, BuildFacts facts, ISigner signer, byte[] spdx, byte[] cycloneDx, byte[] provenance, byte[] derivation)
    {
        (string, Compliance.Formats.Digest)[] about = [(facts.Image, subject.Digest)];
        layout.Attach(subject, Attachment.Signature(subject.Digest, facts.Image, signer));
        layout.Attach(subject, Attachment.Statement(Statement.WithDocument(about, PredicateTypes.Spdx, spdx), PredicateTypes.Spdx, signer));
        layout.Attach(subject, Attachment.Statement(Statement.WithDocument(about, PredicateTypes.CycloneDx, cycloneDx), PredicateTypes.CycloneDx, signer));
        layout.Attach(subject, Attachment.Statement(provenance, PredicateTypes.Provenance, signer));
        layout.Attach(subject, Attachment.Statement(derivation, PredicateTypes.Derivation, signer));
    }
}
