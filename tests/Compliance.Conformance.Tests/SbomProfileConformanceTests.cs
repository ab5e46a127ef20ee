using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Profiles;
using Compliance.Conformance.Tests.Stories;

namespace Compliance.Conformance.Tests;

/// <summary>Documents that others labelled by what they lack, or that their guide's authors publish as examples of it.</summary>
public sealed class SbomProfileConformanceTests
{
    // The folder is named after the one element that its documents lack.
    private static readonly ImmutableDictionary<string, (string Profile, string[] Rules)> Labels = new Dictionary<string, (string, string[])>
    {
        ["missing_author_name"] = ("ntia-2021", ["author"]),
        ["missing_component_version"] = ("ntia-2021", ["version"]),
        ["missing_dependency_relationships"] = ("ntia-2021", ["dependency"]),
        ["missing_supplier_name"] = ("ntia-2021", ["supplier"]),
        ["missing_timestamp"] = ("ntia-2021", ["timestamp"]),
        ["missing_unique_identifiers"] = ("format-required", ["sound"]),
        ["missing_concluded_license"] = ("fsct-3", ["licence-concluded"]),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    [Fact]
    public void Documents_lack_what_their_folder_says()
    {
        const string folder = "sbom/ntia-conformance";
        using var suite = new ConformanceSuite("sbom-profiles", folder);
        foreach (var file in Vectors.Files(folder, "*"))
        {
            var label = Path.GetFileName(Path.GetDirectoryName(file))!;
            if (label == "spdx3") label = Path.GetFileNameWithoutExtension(file);
            if (file.EndsWith(".rdf.xml", StringComparison.Ordinal)) suite.LeaveOut("SPDX as RDF/XML");
            else if (Labels.TryGetValue(label, out var lacking)) suite.Check(Vectors.Name(file), string.Join(' ', lacking.Rules), () => Lacks(file, lacking.Profile, lacking.Rules));
            else if (label == "no_elements_missing") suite.Check(Vectors.Name(file), "", () => Lacks(file, "ntia-2021", null));
        }

        suite.Finish();
    }

    /// <summary>Which of some rules, or of all that must be met, a document does not state.</summary>
    private static string Lacks(string file, string profile, string[]? rules)
    {
        var reading = SbomReaders.Read(File.ReadAllBytes(file), Vectors.Name(file));
        if (!reading.TryGet(out var sbom)) return string.Join("; ", reading.Defects);
        var results = SbomRuleResult.Of(Profile(profile), new SbomChecked(sbom, null, reading.Defects.Length, null));
        return string.Join(' ', results.Where(result => result.Answer == SbomAnswer.DoesNotState && result.Rule.Force == "must" && (rules is null || rules.Contains(result.Rule.Id))).Select(result => result.Rule.Id));
    }

    private static SbomProfile Profile(string id)
    {
        var path = Path.Combine(Repository.Root, "policies", "catalogs", "sbom-profiles", $"{id}.yaml");
        return SbomProfile.Read(File.ReadAllBytes(path), path, Limits.Default).TryGet(out var profile) ? profile : throw new InvalidDataException(path);
    }
}
