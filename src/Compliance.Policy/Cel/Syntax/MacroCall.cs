using System.Collections.Immutable;

namespace Compliance.Policy.Cel.Syntax;

/// <summary>A call that may be a macro, as it was written.</summary>
internal sealed record MacroCall(Parser Parser, Expr? Target, string Name, ImmutableArray<Expr> Arguments, int Start, int End, int Caret)
{
    public int Id() => Parser.Id();

    public T Made<T>(T node)
        where T : Expr => Parser.Checked(node);

    public Expr Fail(string message) => Parser.Fail(Caret, message, CelDiagnostics.Macro);
}
