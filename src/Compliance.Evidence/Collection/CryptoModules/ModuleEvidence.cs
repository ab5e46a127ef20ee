using System.Collections.Immutable;
using Compliance.Evidence.Collection.Files;
using Compliance.Evidence.Raw;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.OpenSsl;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Oci.Models;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>What the collector of cryptographic modules works from, read once: configuration, record of the look, providers, catalog.</summary>
internal sealed class ModuleEvidence
{
    public required ImageEvidence Image { get; init; }

    public required CollectionContext Context { get; init; }

    /// <summary>Null when it could not be read.</summary>
    public required ImageConfig? Config { get; init; }

    /// <summary>Null when there is none or it is damaged; nothing is known about programs then.</summary>
    public required ScanDocument? Scan { get; init; }

    public required RawDocument? ScanSource { get; init; }

    /// <summary>Null when there is none or it is damaged; no certificate can be matched then.</summary>
    public required CmvpCatalog? Catalog { get; init; }

    /// <summary>Provider files by path, read from their raw bytes.</summary>
    public required ImmutableSortedDictionary<string, ProviderBytes> Providers { get; init; }

    public required ImmutableArray<Defect> Gaps { get; init; }

    public static ModuleEvidence From(ImageEvidence image, CollectionContext context)
    {
        var gaps = new List<Defect>();
        var record = ScanRecord.Of(image, context.Limits);
        gaps.AddRange(record.Document is { } scan ? [.. scan.Unread, .. Unmatched(image, scan)] : record.Defects);
        var catalogs = ModuleCatalogs.Of(image, context);
        gaps.AddRange(catalogs.Defects);
        return new ModuleEvidence
        {
            Image = image,
            Context = context,
            Config = image.Config is { } config && config.Fits(context.Limits) ? Accept(ImageConfig.Read(config.ReadAll(context.Limits), config.Item.Origin, context.Limits), gaps) : null,
            Scan = record.Document,
            ScanSource = record.Source,
            Catalog = catalogs.Catalog,
            Providers = ReadProviders(image, context, gaps),
            Gaps = [.. gaps],
        };
    }

    /// <summary>Modules by their names in the file list that the record does not have, or has with other bytes.</summary>
    private static IEnumerable<Defect> Unmatched(ImageEvidence image, ScanDocument scan)
    {
        var scanned = scan.Files.ToDictionary(file => file.Path, file => file.Sha256, StringComparer.Ordinal);
        var unread = scan.Unread.Select(defect => defect.Locator.Document).ToHashSet(StringComparer.Ordinal);
        foreach (var file in image.Root.FilesWhere(ModulePaths.IsModule).Where(file => !unread.Contains(file.Path)))
        {
            if (!scanned.TryGetValue(file.Path, out var sha256) || sha256 != file.Sha256)
            {
                yield return new Defect(CryptoModuleDiagnostics.ScanMissing, new Locator(file.Path), "the file has the name of a module, and the record of the look does not have it");
            }
        }
    }

    private static ImmutableSortedDictionary<string, ProviderBytes> ReadProviders(ImageEvidence image, CollectionContext context, List<Defect> gaps)
    {
        var providers = ImmutableSortedDictionary.CreateBuilder<string, ProviderBytes>(StringComparer.Ordinal);
        foreach (var file in image.Root.FilesWhere(ModulePaths.IsProvider))
        {
            if (image.File(file.Path) is not { } raw || !raw.Fits(context.Limits))
            {
                gaps.Add(new Defect(CryptoModuleDiagnostics.ProviderUnread, new Locator(file.Path), "the bytes of a provider are not in the evidence"));
                continue;
            }

            var bytes = raw.ReadAll(context.Limits);
            var elf = ElfReader.Read(bytes, file.Path);
            if (elf.TryGet(out var read)) providers[file.Path] = new ProviderBytes(file, raw, bytes, ProviderIdentityReader.Read(read));
            else gaps.AddRange(elf.Defects.Select(defect => defect with { Code = CryptoModuleDiagnostics.ProviderUnread }));
        }

        return providers.ToImmutable();
    }

    private static T? Accept<T>(Reading<T> reading, List<Defect> gaps)
        where T : class
    {
        if (reading.TryGet(out var value)) return value;
        gaps.AddRange(reading.Defects);
        return null;
    }
}
