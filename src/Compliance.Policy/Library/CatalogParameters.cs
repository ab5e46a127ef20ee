using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>Adds what a catalog lists to the defaults of the parameters that ask for it.</summary>
internal static class CatalogParameters
{
    public static PolicyDocument Fill(PolicyDocument policy, SupportDocument? support, Func<string, Locator> placeOf, DefectCollector defects)
    {
        foreach (var (name, parameter) in policy.Parameters)
        {
            if (parameter.Adds is not { } list) continue;
            if (parameter.Default is not ImmutableArray<string> own)
            {
                defects.Add(PolicyDiagnostics.Parameter, placeOf($"parameters/{name}/adds"), $"a list is added to '{name}', so its default has to be {ParameterValues.Describe(ParameterType.StringList)}");
            }
            else if (support is null)
            {
                defects.Add(PolicyDiagnostics.Parameter, placeOf($"parameters/{name}/adds"), "there is no catalogs/support.yaml, or it could not be read");
            }
            else
            {
                policy = policy with { Parameters = policy.Parameters.SetItem(name, parameter with { Default = own.AddRange(Texts(support, list)) }) };
            }
        }

        return policy;
    }

    private static IEnumerable<string> Texts(SupportDocument support, SupportList list) => list == SupportList.Rolling
        ? support.Rolling.Select(system => system.Id)
        : support.Releases.Select(release => $"{release.Id} {release.Version} {release.Until}");
}
