using System.Globalization;
using System.Text.Json;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Service.Cmvp;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Modules;

/// <summary>Answers of <c>compliance cmvp</c> for programs. What was stated and what was computed from it stand apart.</summary>
internal static class CmvpJson
{
    public static void Write(TextWriter output, CmvpSource source, IEnumerable<CmvpCertificate> certificates, DateOnly day, IEnumerable<CmvpSubmission>? inProcess = null) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        Head(writer, source, day);
        writer.WriteStartArray("certificates");
        foreach (var certificate in certificates) Write(writer, certificate, day);
        writer.WriteEndArray();
        if (inProcess is not null)
        {
            writer.WriteStartArray("inProcess");
            foreach (var row in inProcess)
            {
                writer.WriteStartObject();
                writer.WriteString("name", row.Name);
                writer.WriteString("vendor", row.Vendor);
                writer.WriteString("standard", row.Standard);
                writer.WriteString("stage", row.Stage);
                writer.WriteString("since", Text(row.Since));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    public static void WriteChanges(TextWriter output, CmvpSource before, CmvpSource after, DateOnly day, IEnumerable<(int Number, string Name, string Before, string After)> changes) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("judgedOn", Text(day));
        writer.WriteString("before", (before.ListDigest ?? before.Digest).ToString());
        writer.WriteString("after", (after.ListDigest ?? after.Digest).ToString());
        writer.WriteStartArray("changes");
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteNumber("certificate", change.Number);
            writer.WriteString("name", change.Name);
            writer.WriteString("before", change.Before);
            writer.WriteString("after", change.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public static string Page(int number) => $"https://csrc.nist.gov/projects/cryptographic-module-validation-program/certificate/{number.ToString(CultureInfo.InvariantCulture)}";

    private static void Head(Utf8JsonWriter writer, CmvpSource source, DateOnly day)
    {
        writer.WriteString("judgedOn", Text(day));
        writer.WriteStartObject("catalog");
        writer.WriteString("asOf", Text(source.Catalog.AsOf));
        writer.WriteString("reviewedOn", Text(source.Catalog.ReviewedOn));
        writer.WriteString("sha256", source.Digest.Hex);
        writer.WriteString("listSha256", source.ListDigest?.Hex);
        writer.WriteNumber("ageDays", source.AgeOn(day));
        writer.WriteBoolean("stale", source.IsStaleOn(day));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, CmvpCertificate certificate, DateOnly day)
    {
        var status = CmvpStatus.On(certificate, day);
        writer.WriteStartObject();
        writer.WriteNumber("certificate", certificate.Number);
        writer.WriteString("name", certificate.Name);
        writer.WriteString("vendor", certificate.Vendor);
        writer.WriteString("family", certificate.Family);
        writer.WriteString("standard", certificate.Standard);
        writer.WriteNumber("level", certificate.Level);
        writer.WriteBoolean("interim", certificate.Interim);
        if (certificate.EntropyCaveat is { } caveat) writer.WriteBoolean("entropyCaveat", caveat);
        writer.WriteStartObject("stated");
        writer.WriteString("status", certificate.Status.ToString().ToLowerInvariant());
        writer.WriteString("asOf", Text(certificate.StatusAsOf));
        writer.WriteString("sunset", certificate.Sunset is { } sunset ? Text(sunset) : null);
        writer.WriteEndObject();
        writer.WriteStartObject("projected");
        writer.WriteString("state", status.Word);
        writer.WriteString("reason", status.Reason);
        writer.WriteEndObject();
        writer.WriteStartArray("modules");
        foreach (var identity in certificate.Identities)
        {
            writer.WriteStartObject();
            writer.WriteString("name", identity.Name);
            writer.WriteString("version", identity.Version);
            writer.WriteString("build", identity.Build);
            writer.WriteString("source", identity.Source);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("source", certificate.Source);
        writer.WriteString("url", certificate.Url);
        writer.WriteEndObject();
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
