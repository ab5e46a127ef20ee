using System.Collections.Immutable;
using Compliance.Policy.Cel;
using Compliance.Policy.Documents;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;

namespace Compliance.Policy.Expressions;

/// <summary>The variables that expressions of policies may name, with their types, made from the fact schema.</summary>
public static class PolicyVariables
{
    internal const string Counts = "counts";
    internal const string Gaps = "gaps";
    internal const string Params = "params";
    internal const string Now = "now";

    private static readonly ImmutableArray<CelStructType> KindTypes =
        [.. FactSchema.Kinds.Select(kind => new CelStructType(kind.TypeName, [.. kind.Fields.Select(field => new CelField(field.Name, TypeOf(field.Type), field.Documentation))]))];

    /// <summary>Type of <c>counts</c>.</summary>
    public static CelStructType CountsType { get; } =
        new("Counts", [.. FactSchema.Counts.Select(count => new CelField(count.Name, CelType.Int, count.Documentation))]);

    /// <summary>Type of the elements of <c>gaps</c>.</summary>
    public static CelStructType GapType { get; } = new("Gap",
    [
        new CelField("code", CelType.String, "Diagnostic code."),
        new CelField("kind", CelType.String, "Variable of the fact kind that is incomplete."),
        new CelField("message", CelType.String, "What could not be read."),
        new CelField("collector", CelType.String, "Who tried."),
        new CelField("document", CelType.String, "Where."),
    ]);

    /// <summary>Type of the facts of a kind.</summary>
    public static CelStructType TypeOf(FactKind kind) => KindTypes[(int)kind];

    /// <summary>Everything but parameters and the judged item.</summary>
    public static ImmutableArray<CelVariable> Common { get; } =
    [
        .. FactSchema.Kinds.Where(kind => kind.Kind != FactKind.Population).Select(Variable),
        new CelVariable(Counts, CountsType.Type, "Independent counts; unknown until a collector states them."),
        new CelVariable(Gaps, CelType.List(GapType.Type), "What should have been read and could not be."),
        new CelVariable(Now, CelType.Timestamp, "The date that is judged."),
    ];

    /// <summary>The environment of a policy: the common variables, its parameters, and the judged item in place of a list of the same name.</summary>
    internal static CelEnvironment Environment(PolicyDocument policy)
    {
        var item = policy.Subject == SubjectKind.Image ? null : FactSchema.Of(KindOf(policy.Subject));
        var parameters = new CelStructType("Params", [.. policy.Parameters.Select(pair => new CelField(pair.Key, TypeOf(pair.Value.Type), pair.Value.Title))]);
        var variables = Common.Where(variable => variable.Name != item?.Item).Append(new CelVariable(Params, parameters.Type, "Values that the organization sets."));
        if (item is not null) variables = variables.Append(new CelVariable(item.Item, TypeOf(item.Kind).Type, item.Documentation));
        return CelEnvironment.Standard.WithVariables(variables);
    }

    /// <summary>The facts that policies with this subject judge.</summary>
    internal static FactKind KindOf(SubjectKind subject) => subject switch
    {
        SubjectKind.Image => FactKind.Image,
        SubjectKind.Package => FactKind.Package,
        SubjectKind.Sbom => FactKind.Sbom,
        SubjectKind.Signature => FactKind.Signature,
        SubjectKind.Attestation => FactKind.Attestation,
        SubjectKind.Provenance => FactKind.Provenance,
        SubjectKind.Module => FactKind.CryptoModule,
        SubjectKind.Vulnerability => FactKind.Vulnerability,
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, null),
    };

    internal static CelType TypeOf(ParameterType type) => type switch
    {
        ParameterType.Bool => CelType.Bool,
        ParameterType.Int => CelType.Int,
        ParameterType.String => CelType.String,
        _ => CelType.List(CelType.String),
    };

    internal static CelType TypeOf(FactFieldType type) => type switch
    {
        FactFieldType.Text => CelType.String,
        FactFieldType.Number => CelType.Int,
        FactFieldType.Truth => CelType.Bool,
        FactFieldType.TextList => CelType.List(CelType.String),
        FactFieldType.NumberList => CelType.List(CelType.Int),
        FactFieldType.TextMap => CelType.Map(CelType.String, CelType.String),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    private static CelVariable Variable(FactKindSchema kind)
    {
        var type = TypeOf(kind.Kind).Type;
        return new CelVariable(kind.Variable, kind.IsSingle ? type : CelType.List(type), kind.Documentation);
    }
}
