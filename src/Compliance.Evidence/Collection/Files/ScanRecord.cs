using System.Collections.Immutable;
using Compliance.Evidence.Raw;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection.Files;

/// <summary>The record of the look through the image's programs, read once for all who ask: packages of languages, classes of files, modules, probes.</summary>
internal sealed class ScanRecord
{
    private ScanRecord(ImageEvidence image, Limits limits)
    {
        Source = image.Observations.FirstOrDefault(document => document.Item.Origin == ScanDocument.Name);
        if (Source is null) Defects = [new Defect(CryptoModuleDiagnostics.ScanMissing, new Locator(ScanDocument.Name), "there is no record of a look through the image's programs")];
        else if (!Source.Fits(limits)) Defects = [new Defect(CryptoModuleDiagnostics.ScanMissing, new Locator(ScanDocument.Name), $"the record of {Source.Item.Size} bytes is too large to be read")];
        else if (ScanDocumentReader.Read(Source.ReadAll(limits), ScanDocument.Name, limits) is var reading && reading.TryGet(out var document)) Document = document;
        else Defects = reading.Defects;
    }

    /// <summary>Null when there is none.</summary>
    public RawDocument? Source { get; }

    /// <summary>Null when there is none, or it is damaged or too large.</summary>
    public ScanDocument? Document { get; }

    /// <summary>Why there is no document; empty when there is one.</summary>
    public ImmutableArray<Defect> Defects { get; } = [];

    public static ScanRecord Of(ImageEvidence image, Limits limits) => image.Derived(evidence => new ScanRecord(evidence, limits));
}
