using System.Collections.Immutable;

namespace Compliance.Policy.Cel.Syntax;

/// <summary>A node of the syntax tree, with its macros expanded. Offsets are UTF-16 units in the source.</summary>
internal abstract class Expr(int id, int start, int end, int depth)
{
    /// <summary>Dense from 0, in the order of making.</summary>
    public int Id { get; } = id;

    public int Start { get; } = start;

    public int End { get; } = end;

    /// <summary>Nodes from here to the deepest leaf.</summary>
    public int Depth { get; } = depth;

    /// <summary>Where a message about this node points: the operator or name, not always the start.</summary>
    public int Caret { get; init; } = start;

    public abstract IEnumerable<Expr> Children { get; }

    public sealed class Literal(int id, int start, int end, CelValue value) : Expr(id, start, end, 1)
    {
        public CelValue Value => value;

        public override IEnumerable<Expr> Children => [];
    }

    public sealed class Name(int id, int start, int end, string text, bool isAbsolute) : Expr(id, start, end, 1)
    {
        public string Text => text;

        /// <summary>Written with a leading dot: no container and no comprehension variable.</summary>
        public bool IsAbsolute => isAbsolute;

        public override IEnumerable<Expr> Children => [];
    }

    public sealed class Select(int id, int start, int end, Expr operand, string name, SelectMode mode) : Expr(id, start, end, operand.Depth + 1)
    {
        public Expr Operand => operand;

        public string Field => name;

        public SelectMode Mode => mode;

        public override IEnumerable<Expr> Children => [operand];
    }

    /// <summary>Operators too, by names such as <c>_+_</c>. Arguments have the receiver first.</summary>
    public sealed class Call(int id, int start, int end, string function, bool isMember, ImmutableArray<Expr> arguments)
        : Expr(id, start, end, Deepest(arguments))
    {
        public string Function => function;

        public bool IsMember => isMember;

        public ImmutableArray<Expr> Arguments => arguments;

        public override IEnumerable<Expr> Children => arguments;
    }

    /// <summary>A chain of one logical operator.</summary>
    public sealed class Logic(int id, int start, int end, bool isOr, ImmutableArray<Expr> terms) : Expr(id, start, end, Deepest(terms))
    {
        public bool IsOr => isOr;

        public ImmutableArray<Expr> Terms => terms;

        public override IEnumerable<Expr> Children => terms;
    }

    public sealed class Conditional(int id, int start, int end, Expr test, Expr yes, Expr no) : Expr(id, start, end, Deepest([test, yes, no]))
    {
        public Expr Test => test;

        public Expr Yes => yes;

        public Expr No => no;

        public override IEnumerable<Expr> Children => [test, yes, no];
    }

    /// <param name="optional">Indexes of the elements written with <c>?</c>.</param>
    public sealed class ListLiteral(int id, int start, int end, ImmutableArray<Expr> items, ImmutableArray<bool> optional)
        : Expr(id, start, end, Deepest(items))
    {
        public ImmutableArray<Expr> Items => items;

        public ImmutableArray<bool> Optional => optional;

        public override IEnumerable<Expr> Children => items;
    }

    public sealed class MapLiteral(int id, int start, int end, ImmutableArray<Expr> keys, ImmutableArray<Expr> values, ImmutableArray<bool> optional)
        : Expr(id, start, end, Math.Max(Deepest(keys), Deepest(values)))
    {
        public ImmutableArray<Expr> Keys => keys;

        public ImmutableArray<Expr> Values => values;

        public ImmutableArray<bool> Optional => optional;

        public override IEnumerable<Expr> Children => keys.Zip(values, (key, value) => new[] { key, value }).SelectMany(pair => pair);
    }

    public sealed class Comprehension(int id, int start, int end, ComprehensionKind kind, Expr range, ImmutableArray<string> variables, Expr? filter, Expr? step)
        : Expr(id, start, end, Math.Max(range.Depth, Math.Max(filter?.Depth ?? 0, step?.Depth ?? 0)) + 1)
    {
        public ComprehensionKind Kind => kind;

        public Expr Range => range;

        /// <summary>One: elements or keys. Two: index or key, and value.</summary>
        public ImmutableArray<string> Variables => variables;

        /// <summary>The predicate; of <c>map</c> and the transforms, the optional filter.</summary>
        public Expr? Filter => filter;

        /// <summary>The transform, where there is one.</summary>
        public Expr? Step => step;

        public override IEnumerable<Expr> Children => new[] { range, filter, step }.OfType<Expr>();
    }

    /// <summary><c>cel.bind</c>, and one slot of <c>cel.block</c>.</summary>
    public sealed class Bind(int id, int start, int end, string variable, Expr value, Expr body) : Expr(id, start, end, Math.Max(value.Depth, body.Depth) + 1)
    {
        public string Variable => variable;

        public Expr Value => value;

        public Expr Body => body;

        public override IEnumerable<Expr> Children => [value, body];
    }

    /// <summary><c>optMap</c> and, when flat, <c>optFlatMap</c>.</summary>
    public sealed class OptionalMap(int id, int start, int end, Expr target, string variable, Expr body, bool isFlat)
        : Expr(id, start, end, Math.Max(target.Depth, body.Depth) + 1)
    {
        public Expr Target => target;

        public string Variable => variable;

        public Expr Body => body;

        public bool IsFlat => isFlat;

        public override IEnumerable<Expr> Children => [target, body];
    }

    private static int Deepest(ImmutableArray<Expr> children)
    {
        var deepest = 0;
        foreach (var child in children) deepest = Math.Max(deepest, child.Depth);
        return deepest + 1;
    }
}
