using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel.Checking;

/// <summary>
/// Resolves names and infers types as CEL's checker does. Every fault is reported; a node at fault has the error type, which agrees with everything.
/// Without checking it resolves only: all types are dyn, and what is not declared fails when it is evaluated.
/// </summary>
internal sealed partial class Checker
{
    private readonly SourceText source;
    private readonly CelEnvironment environment;
    private readonly bool isStrict;
    private readonly TypeUnifier unifier = new();
    private readonly CheckedTree tree;
    private readonly List<(string Name, CelType Type, string? Path)> locals = [];
    private int loops;

    private Checker(SourceText source, CelEnvironment environment, bool isStrict, CheckedTree tree) =>
        (this.source, this.environment, this.isStrict, this.tree) = (source, environment, isStrict, tree);

    public static CheckedTree Check(SourceText source, Expr root, int nodes, CelEnvironment environment, bool isStrict)
    {
        var made = new CheckedTree(root, nodes);
        var checker = new Checker(source, environment, isStrict, made);
        checker.Visit(root);
        for (var i = 0; i < made.Types.Length; i++) made.Types[i] = checker.unifier.Substitute(made.Types[i] ?? CelType.Dyn, freeToDyn: true);
        return made;
    }

    private CelType Visit(Expr node)
    {
        var type = node switch
        {
            Expr.Literal literal => TypeOfLiteral(literal.Value),
            Expr.Name name => VisitName(name),
            Expr.Select select => VisitSelect(select),
            Expr.Call call => VisitCall(call),
            Expr.Logic logic => VisitLogic(logic),
            Expr.Conditional conditional => VisitConditional(conditional),
            Expr.ListLiteral list => CelType.List(Joined(list.Items, list.Optional)),
            Expr.MapLiteral map => VisitMap(map),
            Expr.Comprehension comprehension => VisitComprehension(comprehension),
            Expr.Bind bind => VisitBind(bind),
            _ => VisitOptionalMap((Expr.OptionalMap)node),
        };
        tree.Types[node.Id] = type;
        return type;
    }

    private static CelType TypeOfLiteral(CelValue value) => value.Kind switch
    {
        CelKind.Bool => CelType.Bool,
        CelKind.Int => CelType.Int,
        CelKind.Uint => CelType.Uint,
        CelKind.Double => CelType.Double,
        CelKind.String => CelType.String,
        CelKind.Bytes => CelType.Bytes,
        _ => CelType.Null,
    };

    private CelType Fault(Formats.Reading.DiagnosticCode code, Expr node, string message)
    {
        if (!isStrict) return CelType.Dyn;
        source.Report(code, node.Caret, message);
        return CelType.Error;
    }

    private string Shown(CelType type) => unifier.Substitute(type, freeToDyn: true).ToString();

    private void Require(Expr node, CelType wanted)
    {
        var found = Visit(node);
        if (!unifier.IsAssignable(found, wanted)) Fault(CelDiagnostics.WrongType, node, $"{wanted} is needed here, this is {Shown(found)}");
    }

    private CelType VisitLogic(Expr.Logic logic)
    {
        foreach (var term in logic.Terms) Require(term, CelType.Bool);
        return CelType.Bool;
    }

    private CelType VisitConditional(Expr.Conditional conditional)
    {
        Require(conditional.Test, CelType.Bool);
        var yes = Visit(conditional.Yes);
        var no = Visit(conditional.No);
        if (!isStrict) return CelType.Dyn;
        var either = unifier.Fresh();
        return unifier.AreAssignable([yes, no], [either, either])
            ? unifier.Substitute(either, freeToDyn: false)
            : Fault(CelDiagnostics.WrongType, conditional, $"both sides of ':' need one type, these are {Shown(yes)} and {Shown(no)}");
    }

    private CelType Joined(IReadOnlyList<Expr> items, IReadOnlyList<bool> optional)
    {
        CelType? joined = null;
        for (var i = 0; i < items.Count; i++)
        {
            var type = Visit(items[i]);
            if (optional[i]) type = Unwrapped(items[i], type);
            joined = joined is null ? type : Join(joined, type);
        }

        return joined ?? unifier.Fresh();
    }

    /// <summary>Elements of different types make a list of dyn, as the language allows.</summary>
    private CelType Join(CelType left, CelType right) => unifier.IsAssignable(left, right) ? TypeUnifier.MoreGeneral(left, right) : CelType.Dyn;

    private CelType Unwrapped(Expr node, CelType type)
    {
        type = unifier.Substitute(type, freeToDyn: false);
        if (type.Kind == CelTypeKind.Optional) return type.Parameters[0];
        return type.Kind is CelTypeKind.Dyn or CelTypeKind.Error or CelTypeKind.Parameter
            ? CelType.Dyn
            : Fault(CelDiagnostics.WrongType, node, $"an optional is needed behind '?', this is {Shown(type)}");
    }

    private CelType VisitMap(Expr.MapLiteral map)
    {
        CelType? key = null;
        CelType? value = null;
        for (var i = 0; i < map.Keys.Length; i++)
        {
            var keyType = Visit(map.Keys[i]);
            key = key is null ? keyType : Join(key, keyType);
            var valueType = Visit(map.Values[i]);
            if (map.Optional[i]) valueType = Unwrapped(map.Values[i], valueType);
            value = value is null ? valueType : Join(value, valueType);
        }

        return CelType.Map(key ?? unifier.Fresh(), value ?? unifier.Fresh());
    }
}
