using System.Collections.Immutable;
using Compliance.Cryptography.Documents;
using Compliance.Cryptography.Hashing;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Assessing;
using Compliance.Formats;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.Cmvp.Lists;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>
/// The certificates that modules are matched against: the reviewed catalog, and over it the imported list where there is one. A list that can't be read, or whose signature is
/// broken, leaves no catalog at all: to fall back on the older one would hide what the newer one said.
/// </summary>
/// <param name="Catalog">Null when there is none to rest on.</param>
/// <param name="Digest">Of the reviewed catalog's bytes; null when there is none.</param>
/// <param name="List">Null when none was imported, or it can't be used.</param>
/// <param name="Signature">Over the list; null without one.</param>
internal sealed record ModuleCatalogs(CmvpCatalog? Catalog, Digest? Digest, CmvpList? List, Digest? ListDigest, CatalogSignature? Signature, ImmutableArray<Defect> Defects)
{
    public static ModuleCatalogs Of(ImageEvidence image, CollectionContext context) => image.Derived(evidence => Read(context, TrustOf(evidence, context.Limits)));

    /// <param name="trust">Null when the caller gave none.</param>
    private static ModuleCatalogs Read(CollectionContext context, TrustPolicy? trust)
    {
        if (!context.Catalogs.TryGetValue(CmvpCatalog.Path, out var bytes))
            return Unusable(null, new Defect(CryptoModuleDiagnostics.CatalogUnread, new Locator(CmvpCatalog.Path), "the catalog of certificates is missing"));
        var reading = CmvpCatalogReader.Read(bytes, CmvpCatalog.Path, context.Limits);
        if (!reading.TryGet(out var catalog)) return Unusable(null, [.. reading.Defects]);
        var digest = Digests.Sha256(bytes.Span);
        if (!context.Catalogs.TryGetValue(CmvpList.Path, out var listBytes))
        {
            return context.Catalogs.ContainsKey(CmvpList.SignaturePath)
                ? Unusable(null, new Defect(CryptoModuleDiagnostics.CmvpListSignature, new Locator(CmvpList.SignaturePath), "there is a signature over an imported list, and no list"))
                : new ModuleCatalogs(catalog, digest, null, null, null, []);
        }

        var signature = CatalogSignature.Judge(context.Catalogs.TryGetValue(CmvpList.SignaturePath, out var made) ? (ReadOnlyMemory<byte>?)made : null, listBytes, trust, context.EvaluatedAt);
        if (signature.IsBroken) return Unusable(signature, new Defect(CryptoModuleDiagnostics.CmvpListSignature, new Locator(CmvpList.SignaturePath), signature.Detail));
        var read = CmvpListFile.Read(listBytes, CmvpList.Path, context.Limits);
        return read.TryGet(out var list)
            ? new ModuleCatalogs(CmvpListOverlay.Over(catalog, list), digest, list, Digests.Sha256(listBytes.Span), signature, [])
            : Unusable(signature, [.. read.Defects]);
    }

    private static ModuleCatalogs Unusable(CatalogSignature? signature, params ReadOnlySpan<Defect> defects) => new(null, null, null, null, signature, [.. defects]);

    private static TrustPolicy? TrustOf(ImageEvidence image, Limits limits)
    {
        if (image.Trust is not { } files || files.Any(file => !file.Fits(limits))) return null;
        var reading = TrustPolicies.Read(files.Select(file => new TrustFile(file.Item.Origin, file.ReadAll(limits))), "trust", limits);
        return reading.TryGet(out var trust) ? trust : null;
    }
}
