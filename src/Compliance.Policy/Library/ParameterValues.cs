using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>Types and precedence of parameter values: the system file outranks the profile, which outranks the policy's default.</summary>
internal static class ParameterValues
{
    public static bool Fits(ParameterType type, object value) => type switch
    {
        ParameterType.Bool => value is bool,
        ParameterType.Int => value is long,
        ParameterType.String => value is string,
        _ => value is ImmutableArray<string>,
    };

    public static string Describe(ParameterType type) => type switch
    {
        ParameterType.Bool => "true or false",
        ParameterType.Int => "a whole number",
        ParameterType.String => "text",
        _ => "a list of texts",
    };

    public static ImmutableSortedDictionary<string, object> Defaults(PolicyDocument policy) =>
        policy.Parameters.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Default, StringComparer.Ordinal);

    /// <summary>The values with some replaced; a name that the policy does not have, or a value of another type, is a defect at its place.</summary>
    public static ImmutableSortedDictionary<string, object> Override(
        Policy policy,
        ImmutableSortedDictionary<string, object> values,
        ImmutableSortedDictionary<string, object> changes,
        Func<string, Locator> placeOf,
        DefectCollector defects)
    {
        foreach (var (name, value) in changes)
        {
            if (!policy.Document.Parameters.TryGetValue(name, out var parameter))
            {
                defects.Add(PolicyDiagnostics.Parameter, placeOf(name), $"{policy.Id} has no parameter '{name}'{NearestName.Hint(name, policy.Document.Parameters.Keys)}");
            }
            else if (!Fits(parameter.Type, value))
            {
                defects.Add(PolicyDiagnostics.Parameter, placeOf(name), $"'{name}' of {policy.Id} has to be {Describe(parameter.Type)}");
            }
            else
            {
                values = values.SetItem(name, value);
            }
        }

        return values;
    }
}
