using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Apko.Locks;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Conformance.Tests.Apk;

/// <summary>apko's configurations and lock files.</summary>
public sealed class ApkoConformanceTests
{
    private const string Read = "read";
    private const string Refused = "refused";

    [Fact]
    public void Configurations_are_read_and_what_is_none_is_refused()
    {
        string[] folders = ["apk/apko/chainguard-images", "apk/apko/examples", "apk/apko/cli-testdata", "apk/apko/types-testdata"];
        using var suite = new ConformanceSuite("apk-config", folders);
        foreach (var file in folders.SelectMany(folder => Vectors.Files(folder, "*.yaml")))
        {
            var name = Path.GetFileName(file);
            // melange recipes lie among them: to this reader, files with unknown fields.
            var expected = name.Contains("melange", StringComparison.Ordinal) && !name.Contains("apko", StringComparison.Ordinal)
                || name.Contains("unknown", StringComparison.Ordinal) || name.Contains("invalid", StringComparison.Ordinal) ? Refused : Read;
            suite.Check(Vectors.Name(file), expected, () =>
            {
                var reading = ApkoConfigurationReader.Read(File.ReadAllBytes(file), Vectors.Name(file));
                if (reading.TryGet(out _)) return Read;
                var hasPlace = reading.Defects.All(defect => defect.Locator.Line is > 0);
                return expected == Refused && hasPlace && reading.Defects.Any(defect => defect.Code == ApkoCodes.UnknownField) ? Refused : string.Join("; ", reading.Defects.Take(3));
            });
        }

        suite.Finish();
    }

    [Fact]
    public void Locks_are_written_as_they_are_read()
    {
        using var suite = new ConformanceSuite("apk-lock", "apk/apko/lock");
        foreach (var file in Vectors.Files("apk/apko/lock", "*.lock.json"))
        {
            var bytes = File.ReadAllBytes(file);
            suite.Check(Vectors.Name(file), "equal", () => ApkoLock.Read(bytes, Vectors.Name(file)).TryGet(out var value)
                ? Canonical(ApkoLockWriter.Write(value)) == Canonical(bytes) ? "equal" : "differs"
                : string.Join("; ", ApkoLock.Read(bytes, Vectors.Name(file)).Defects.Take(3)));
        }

        suite.Finish();
    }

    private static string Canonical(byte[] json) => System.Text.Encoding.UTF8.GetString(CanonicalJson.Of(StrictJson.Read(json, "json").Required().Root));
}
