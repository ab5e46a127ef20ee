using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Cel;
using Compliance.Policy.Documents;
using Compliance.Policy.Expressions;

namespace Compliance.Policy.Library;

/// <summary>Compiles the expressions of a policy and checks what its structure alone can't: result types, parameters, population, names.</summary>
internal sealed class PolicyCompiler(PolicyDocument document, Func<string, Locator> placeOf, DefectCollector defects)
{
    private static readonly ImmutableArray<string> Reserved = ["where", "population", "not-applicable", "effective"];

    private readonly CelEnvironment environment = PolicyVariables.Environment(document);

    /// <summary>Null, with defects, when anything is wrong.</summary>
    public static CompiledPolicy? Compile(PolicyDocument document, Func<string, Locator> placeOf, DefectCollector defects) =>
        new PolicyCompiler(document, placeOf, defects).Compile();

    private CompiledPolicy? Compile()
    {
        var before = defects.Count;
        Population();
        foreach (var (name, parameter) in document.Parameters)
        {
            if (!ParameterValues.Fits(parameter.Type, parameter.Default))
                defects.Add(PolicyDiagnostics.Parameter, placeOf($"parameters/{name}/default"), $"the default of '{name}' has to be {ParameterValues.Describe(parameter.Type)}");
        }

        var where = Optional(document.Where, "where", CelType.Bool);
        var checks = document.Require.Select(Check).ToList();
        var population = Optional(document.Population, "population", CelType.Int);
        var when = Optional(document.NotApplicable?.When, "notApplicable/when", CelType.Bool);
        var because = document.NotApplicable is { } clause
            ? MessageTemplate.Parse(clause.Because, placeOf("notApplicable/because"), environment, defects)
            : null;
        return defects.Count > before ? null : new CompiledPolicy(environment, where, [.. checks.OfType<CompiledCheck>()], population, when, because);
    }

    private CompiledCheck? Check(CheckDocument check, int index)
    {
        var path = FormattableString.Invariant($"require/{index}");
        if (Reserved.Contains(check.Id)) defects.Add(PolicyDiagnostics.BadValue, placeOf($"{path}/id"), $"'{check.Id}' names a rule around the checks; choose another name");
        var expression = Expression.Compile(check.Check, placeOf($"{path}/check"), environment, CelType.Bool, defects);
        var otherwise = MessageTemplate.Parse(check.Otherwise, placeOf($"{path}/otherwise"), environment, defects);
        return expression is null ? null : new CompiledCheck(check, expression, otherwise);
    }

    private void Population()
    {
        if (document.Subject == SubjectKind.Image)
        {
            if (document.Population is not null) defects.Add(PolicyDiagnostics.Population, placeOf("population"), "the image is judged once: there is no population to count");
            if (document.Where is not null) defects.Add(PolicyDiagnostics.Population, placeOf("where"), "the image is judged once: say in notApplicable when it is not");
        }
        else if (document.Population is null)
        {
            defects.Add(PolicyDiagnostics.Population, placeOf("subject"), "a policy that judges items needs a population: how many there are, counted from another source than the list (counts.<name>)");
        }
    }

    private Expression? Optional(string? text, string path, CelType type) =>
        text is null ? null : Expression.Compile(text, placeOf(path), environment, type, defects);
}
