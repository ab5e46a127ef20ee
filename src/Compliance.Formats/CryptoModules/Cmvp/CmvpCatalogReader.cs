using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>
/// Reads the catalog of CMVP certificates strictly: a row that is incomplete, a date that is none, a standard or status that is not known, or a number
/// twice rejects the whole catalog, because a verdict rests on it. All defects are reported.
/// </summary>
public static class CmvpCatalogReader
{
    public static Reading<CmvpCatalog> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var json = StrictJson.Read(bytes, document, limits);
        return json.TryGet(out var tree) ? new Pass(limits).Run(tree.Root) : Readings.Reject<CmvpCatalog>(json.Defects);
    }

    private sealed class Pass(Limits limits)
    {
        private readonly DefectCollector defects = new(limits);

        public Reading<CmvpCatalog> Run(JsonValue root)
        {
            if (root.RequiredText("catalog", defects) is { } kind && kind != "cmvp-container-modules") Report(root["catalog"], $"'{kind}' is not a catalog of modules");
            var catalog = new CmvpCatalog(
                Date(root, "asOf") ?? default,
                Date(root, "reviewedOn") ?? default,
                [.. root.RequiredList("modules", defects).Items.Select(Certificate).OfType<CmvpCertificate>().OrderBy(certificate => certificate.Number)],
                [.. root.OptionalMaps("updateStreams", defects).Select(Stream).OfType<CmvpUpdateStream>()],
                [.. root.OptionalMaps("inProcess", defects).Select(Submission).OfType<CmvpSubmission>()],
                [.. root.OptionalMaps("entropySources", defects).Select(EntropySource).OfType<CmvpEntropySource>()]);
            CheckNumbers(root, catalog);
            return defects.Count == 0 ? Readings.Accept(catalog) : Readings.Reject<CmvpCatalog>(defects.ToImmutable());
        }

        private void CheckNumbers(JsonValue root, CmvpCatalog catalog)
        {
            foreach (var repeated in catalog.Certificates.GroupBy(certificate => certificate.Number).Where(group => group.Skip(1).Any()))
            {
                Report(root["modules"], $"certificate {repeated.Key.ToString(CultureInfo.InvariantCulture)} is there more than once");
            }

            var known = catalog.Certificates.Select(certificate => certificate.Number).ToHashSet();
            foreach (var number in catalog.UpdateStreams.SelectMany(stream => stream.Certificates).Where(number => !known.Contains(number)))
            {
                Report(root["updateStreams"], $"an update stream names certificate {number.ToString(CultureInfo.InvariantCulture)}, which the catalog does not have");
            }
        }

        private CmvpCertificate? Certificate(JsonValue row)
        {
            var before = defects.Count;
            var number = row.RequiredInt64("certificate", defects) ?? 0;
            if (number is <= 0 or > 1_000_000) Report(row, "a certificate number is positive");
            var standard = row.RequiredText("standard", defects) ?? "";
            if (standard is not ("FIPS 140-1" or "FIPS 140-2" or "FIPS 140-3")) Report(row["standard"], $"'{standard}' is not a standard that CMVP validates to");
            var certificate = new CmvpCertificate
            {
                Number = (int)Math.Clamp(number, 0, int.MaxValue),
                Name = row.RequiredText("name", defects) ?? "",
                Vendor = row.RequiredText("vendor", defects) ?? "",
                Family = row.RequiredText("family", defects) ?? "",
                Standard = standard,
                Level = (int)Math.Clamp(row.OptionalInt64("level", defects) ?? 0, 0, 4),
                Status = Status(row),
                StatusAsOf = Date(row, "statusAsOf") ?? default,
                Validated = [.. row.OptionalTexts("validated", defects).Select(text => Parse(row, text)).OfType<DateOnly>().Order()],
                Sunset = row["sunset"].HasValue ? Date(row, "sunset") : null,
                Interim = row.OptionalBoolean("interim", defects) ?? false,
                EntropyCaveat = row.OptionalBoolean("entropyCaveat", defects),
                Identities = [.. row.RequiredList("identities", defects).Items.Select(Identity).OfType<CmvpIdentity>()],
                Source = row.RequiredText("source", defects) ?? "",
            };
            if (certificate.Identities.IsEmpty) Report(row, "a certificate without an identity matches nothing");
            return defects.Count == before ? certificate : null;
        }

        private CmvpStatedStatus Status(JsonValue row)
        {
            switch (row.RequiredText("status", defects))
            {
                case "active":
                    return CmvpStatedStatus.Active;
                case "historical":
                    return CmvpStatedStatus.Historical;
                case "revoked":
                    return CmvpStatedStatus.Revoked;
                case null:
                    return CmvpStatedStatus.Revoked;
                case { } other:
                    Report(row["status"], $"'{other}' is not a status: active, historical or revoked");
                    return CmvpStatedStatus.Revoked;
            }
        }

        private CmvpIdentity? Identity(JsonValue row)
        {
            var name = row.RequiredText("name", defects);
            var version = row.OptionalText("version", defects);
            var build = row.OptionalText("build", defects);
            if (version is null && build is not null) Report(row, "an identity with a build has a version");
            return name is null ? null : new CmvpIdentity(name, version, build, row.RequiredText("source", defects) ?? "");
        }

        private CmvpUpdateStream? Stream(JsonValue row)
        {
            var (name, family) = (row.RequiredText("name", defects), row.RequiredText("family", defects));
            var (from, below) = (row.RequiredText("from", defects), row.RequiredText("below", defects));
            var numbers = row.RequiredList("certificates", defects).Items.Select(item => item.AsInt64).OfType<long>().Select(number => (int)Math.Clamp(number, 0, int.MaxValue));
            var source = row.RequiredText("source", defects);
            return name is null || family is null || from is null || below is null || source is null ? null : new CmvpUpdateStream(name, family, from, below, [.. numbers], source);
        }

        private CmvpSubmission? Submission(JsonValue row)
        {
            var (name, vendor, standard, stage) = (row.RequiredText("name", defects), row.RequiredText("vendor", defects), row.RequiredText("standard", defects), row.RequiredText("stage", defects));
            var since = Date(row, "since");
            return name is null || vendor is null || standard is null || stage is null || since is null
                ? null
                : new CmvpSubmission(name, vendor, standard, stage, since.Value, [.. row.OptionalTexts("versions", defects)]);
        }

        private CmvpEntropySource? EntropySource(JsonValue row)
        {
            var (number, name, vendor, source) = (row.RequiredText("esv", defects), row.RequiredText("name", defects), row.RequiredText("vendor", defects), row.RequiredText("source", defects));
            return number is null || name is null || vendor is null || source is null ? null : new CmvpEntropySource(number, name, vendor, source);
        }

        private DateOnly? Date(JsonValue row, string name) => row.RequiredText(name, defects) is { } text ? Parse(row, text) : null;

        private DateOnly? Parse(JsonValue row, string text)
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
            Report(row, $"'{text}' is not a date (yyyy-MM-dd)");
            return null;
        }

        private void Report(JsonValue place, string message) => defects.Add(CryptoModuleDiagnostics.CmvpRow, place, message);
    }
}
