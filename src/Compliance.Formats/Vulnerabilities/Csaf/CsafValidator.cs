using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>
/// The mandatory tests of CSAF 2.0 and 2.1 (section 6.1) that need nothing but the document. Not among them: those that need another catalog (CWE 6.1.11, SSVC decision
/// points 6.1.48) or what another place publishes (6.1.46, 6.1.60.1 to 6.1.60.3).
/// </summary>
public static class CsafValidator
{
    private static readonly ImmutableArray<CsafTest> Tests =
        [.. CsafProductTests.All, .. CsafTrackingTests.All, .. CsafProfileTests.All, .. CsafLanguageTests.All, .. CsafScoreTests.All];

    // Without these a statement about a product means nothing certain.
    private static readonly FrozenSet<string> Meaning = new[] { "6.1.2", "6.1.3", "6.1.5", "6.1.6" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Which tests there are for a version, such as <c>6.1.27.8</c>, in the order of their numbers.</summary>
    /// <param name="version"><c>2.0</c> or <c>2.1</c>.</param>
    public static ImmutableArray<string> TestsOf(string version) => [.. Tests.Where(test => version == "2.1" || test.Since == "2.0").Select(test => test.Id).OrderBy(id => id, Comparer<string>.Create(CompareNumbers))];

    /// <summary>What every test of the document's version finds.</summary>
    public static ImmutableArray<Defect> Run(JsonValue root, Limits limits) => Run(root, limits, _ => true);

    /// <summary>What one test finds; a test that the document's version does not have throws.</summary>
    public static ImmutableArray<Defect> Run(JsonValue root, string test, Limits limits) => TestsOf(VersionOf(root)).Contains(test, StringComparer.Ordinal)
        ? Run(root, limits, one => one.Id == test)
        : throw new ArgumentException($"CSAF {VersionOf(root)} has no test {test} here", nameof(test));

    /// <summary>Defects that leave unclear which products a status is about.</summary>
    internal static ImmutableArray<Defect> MeaningDefects(JsonValue root, Limits limits) => Run(root, limits, test => Meaning.Contains(test.Id));

    private static ImmutableArray<Defect> Run(JsonValue root, Limits limits, Func<CsafTest, bool> isWanted)
    {
        var defects = new DefectCollector(limits);
        var model = new CsafModel(root);
        var version = VersionOf(root);
        foreach (var test in Tests.Where(test => isWanted(test) && (version == "2.1" || test.Since == "2.0")))
        {
            foreach (var found in test.Run(model)) defects.Add(VulnerabilityCodes.CsafTest, found.Place.Kind == JsonKind.Missing ? root : found.Place, $"{test.Id} {test.Title}: {found.Problem}");
        }

        return defects.ToImmutable();
    }

    private static string VersionOf(JsonValue root) => root["document"]["csaf_version"].TextEquals("2.1") ? "2.1" : "2.0";

    private static int CompareNumbers(string one, string other)
    {
        var (a, b) = (one.Split('.').Select(int.Parse).ToArray(), other.Split('.').Select(int.Parse).ToArray());
        for (var index = 0; index < Math.Min(a.Length, b.Length); index++)
        {
            if (a[index] != b[index]) return a[index].CompareTo(b[index]);
        }

        return a.Length.CompareTo(b.Length);
    }
}
