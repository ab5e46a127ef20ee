using System.Globalization;
using System.Text.Json;
using Compliance.Evidence.Collection.Sboms;
using Compliance.Formats.Sbom;
using Compliance.Service.CommandLine;
using Compliance.Service.Registries;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Sboms;

/// <summary>How many of an image's packages two documents name; a side is null when what is installed is not completely known.</summary>
internal sealed record SbomDiffCoverage(SbomCoverage? Before, SbomCoverage? After)
{
    /// <exception cref="VerbFailure">The image can't be read, or has several platforms.</exception>
    public static SbomDiffCoverage Of(ImageOpener images, string image, string policies, DateTimeOffset at, SbomDocument before, SbomDocument after, CancellationToken cancellation) =>
        SbomInput.WithImage(
            images,
            image,
            policies,
            at,
            (raw, collection) => raw.Images.Length == 1
                ? new SbomDiffCoverage(SbomCoverage.Of(before, raw, raw.Images[0], collection), SbomCoverage.Of(after, raw, raw.Images[0], collection))
                : throw new VerbFailure(ExitCodes.Usage, "the image has several platforms", $"name one: {string.Join(", ", raw.Images.Select(one => one.Subject))}"),
            cancellation);

    public void Write(Terminal terminal)
    {
        terminal.Output.WriteLine($"named before  {Share(Before)}");
        terminal.Output.WriteLine($"named after   {Share(After)}");
        if (Before is null || After is null) return;
        foreach (var package in After.Missing.Except(Before.Missing, StringComparer.Ordinal)) terminal.Output.WriteLine($"  no longer named: {package}");
        foreach (var package in Before.Missing.Except(After.Missing, StringComparer.Ordinal)) terminal.Output.WriteLine($"  now named: {package}");
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("coverage");
        Write(writer, "before", Before);
        Write(writer, "after", After);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, SbomCoverage? coverage)
    {
        if (coverage is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("installed", coverage.Installed);
        writer.WriteNumber("named", coverage.Named);
        writer.WriteStartArray("missing");
        foreach (var package in coverage.Missing) writer.WriteStringValue(package);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Share(SbomCoverage? coverage) => coverage is null
        ? "unknown: what is installed is not completely known"
        : string.Create(CultureInfo.InvariantCulture, $"{coverage.Named} of {coverage.Installed} packages of the image");
}
