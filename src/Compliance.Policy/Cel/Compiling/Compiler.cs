using System.Collections.Immutable;
using Compliance.Policy.Cel.Checking;
using Compliance.Policy.Cel.Functions;
using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel.Compiling;

/// <summary>Turns a checked tree into closures. Traced closures record every node; the others take short cuts where types allow.</summary>
internal sealed partial class Compiler
{
    private readonly CheckedTree tree;
    private readonly SourceText source;
    private readonly bool isTraced;
    private readonly HashSet<int> intermediate = [];

    private Compiler(CheckedTree tree, SourceText source, bool isTraced) => (this.tree, this.source, this.isTraced) = (tree, source, isTraced);

    /// <summary>Literal patterns that are refused are reported to the source.</summary>
    public static Step Compile(CheckedTree tree, SourceText source, bool isTraced) => new Compiler(tree, source, isTraced).Compile(tree.Root);

    private Step Compile(Expr node)
    {
        var step = node switch
        {
            Expr.Literal literal => Constant(literal.Value),
            Expr.Name name => CompileName(name),
            Expr.Select select => CompileSelect(select),
            Expr.Call call => CompileCall(call),
            Expr.Logic logic => CompileLogic(logic),
            Expr.Conditional conditional => CompileConditional(conditional),
            Expr.ListLiteral list => CompileList(list),
            Expr.MapLiteral map => CompileMap(map),
            Expr.Comprehension comprehension => CompileComprehension(comprehension),
            Expr.Bind bind => CompileBind(bind),
            _ => CompileOptionalMap((Expr.OptionalMap)node),
        };
        return isTraced ? Traced(node, step) : step;
    }

    private Step Traced(Expr node, Step step)
    {
        var id = node.Id;
        var path = intermediate.Contains(id) ? null : tree.Paths[id];
        return frame =>
        {
            var value = step(frame);
            frame.Trace!.Record(id, value);
            if (path is not null) frame.Trace.Attributes.Add(path);
            return value;
        };
    }

    private static Step Constant(CelValue value) => _ => value;

    private Step CompileName(Expr.Name name)
    {
        if (tree.References[name.Id] is null) return Missing(name, CelErrorKind.NoSuchAttribute, $"no such attribute: '{name.Text}'");
        return Read(tree.References[name.Id]!);
    }

    private static Step Read(Reference reference)
    {
        switch (reference)
        {
            case Reference.Local { Slot: var slot }:
                return frame => frame.Locals[slot];
            case Reference.Variable { Slot: var slot }:
                return frame => frame.Variables[slot];
            default:
                return Constant(((Reference.TypeName)reference).Value);
        }
    }

    private static Step Missing(Expr node, CelErrorKind kind, string message)
    {
        var position = node.Caret;
        return _ => Failures.Located(CelValue.Error(kind, message), position);
    }

    private Step CompileSelect(Expr.Select select)
    {
        if (tree.References[select.Id] is { } reference) return Read(reference);
        intermediate.Add(select.Operand.Id);
        var (field, position, path) = (select.Field, select.Caret, tree.Paths[select.Id] ?? select.Field);
        if (select.Mode == SelectMode.Plain && !isTraced && tree.TypeOf(select.Operand).Fields is { } type) return StructField(select, type, path);
        var operand = Compile(select.Operand);
        Func<CelValue, string, string, CelValue> access = select.Mode switch
        {
            SelectMode.Plain => Access.Field,
            SelectMode.Test => Access.Has,
            _ => Access.OptionalField,
        };
        return frame =>
        {
            var value = access(operand(frame), field, path);
            return value.Kind == CelKind.Error ? Failures.Located(value, position) : value;
        };
    }

    /// <summary>The slot is known; a value of another type, which only a wrong binding brings, is looked up by name.</summary>
    private Step StructField(Expr.Select select, CelStructType type, string path)
    {
        var (slot, field, position) = (type.SlotOf(select.Field), select.Field, select.Caret);
        var absent = CelValue.Unknown(path);
        if (select.Operand is Expr.Name && tree.References[select.Operand.Id] is Reference.Local { Slot: var local })
        {
            return frame => frame.Locals[local].Object is CelStruct value && ReferenceEquals(value.Type, type) && value[slot] is { Object: not null } found ? found : Otherwise(frame.Locals[local]);
        }

        var operand = Compile(select.Operand);
        return frame =>
        {
            var target = operand(frame);
            return target.Object is CelStruct value && ReferenceEquals(value.Type, type) && value[slot] is { Object: not null } found ? found : Otherwise(target);
        };

        CelValue Otherwise(CelValue target)
        {
            if (target.Object is CelStruct value && ReferenceEquals(value.Type, type)) return absent;
            var other = Access.Field(target, field, path);
            return other.Kind == CelKind.Error ? Failures.Located(other, position) : other;
        }
    }

    private ImmutableArray<Step> CompileAll(ImmutableArray<Expr> nodes) => [.. nodes.Select(Compile)];
}
