using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Rpm;

/// <summary>
/// What distroless images of Azure Linux keep instead of a database (<c>var/lib/rpmmanifest/container-manifest-2</c>): a line a package, ten fields divided by tabs:
/// name, version-release, times of installation and build, vendor, epoch, size, architecture, epoch as a number, source package.
/// </summary>
public static class RpmManifest
{
    private const int Fields = 10;

    /// <summary>A line that can't be read is a defect and left out; rejected when none can.</summary>
    public static Reading<RpmDatabase> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        if (bytes.Length > limits.MaxDocumentBytes) return Readings.Reject<RpmDatabase>(RpmCodes.TooLarge, new Locator(document), $"{bytes.Length} bytes are more than the {limits.MaxDocumentBytes} allowed");
        var defects = new DefectCollector(limits);
        var packages = ImmutableArray.CreateBuilder<RpmPackage>();
        var lines = new TextLines(bytes.Span);
        var records = 0;
        while (lines.MoveNext())
        {
            if (lines.Current.IsEmpty) continue;
            if (++records > limits.MaxItems) return Readings.Reject<RpmDatabase>(RpmCodes.TooMany, new Locator(document), $"more than {limits.MaxItems} packages");
            if (Package(Encoding.UTF8.GetString(lines.Current).Split('\t'), new Locator(document, Line: lines.Number)) is { } package) packages.Add(package);
            else defects.Add(RpmCodes.BrokenManifest, new Locator(document, Line: lines.Number), "not the ten fields of a package");
        }

        return packages.Count == 0 && defects.Count > 0 ? Readings.Reject<RpmDatabase>(defects.ToImmutable()) : Readings.Accept(new RpmDatabase(packages.ToImmutable(), records), defects.ToImmutable());
    }

    private static RpmPackage? Package(string[] fields, Locator place)
    {
        if (fields.Length < Fields || fields[0].Length == 0 || fields[1].Length == 0) return null;
        var dash = fields[1].LastIndexOf('-');
        return new RpmPackage
        {
            Locator = place,
            Name = fields[0],
            Epoch = uint.TryParse(fields[8], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : 0,
            Version = dash > 0 ? fields[1][..dash] : fields[1],
            Release = dash > 0 ? fields[1][(dash + 1)..] : "",
            Architecture = Stated(fields[7]),
            Vendor = Stated(fields[4]),
            SourceRpm = Stated(fields[9]),
            ListsFiles = false,
        };
    }

    private static string Stated(string text) => text == "(none)" ? "" : text;
}
