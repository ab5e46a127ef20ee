namespace Compliance.Pipeline.Apk.Solving.Search;

/// <summary>At least one of the literals holds. A literal is twice the candidate's number, and one more when it means "not taken".</summary>
/// <param name="cause">What an explanation says of it; null for a clause that was learnt from <paramref name="parents"/>.</param>
internal sealed class Clause(int[] literals, Func<string>? cause, IReadOnlyList<Clause>? parents = null)
{
    /// <summary>The first two are watched.</summary>
    public int[] Literals { get; } = literals;

    public IReadOnlyList<Clause> Parents { get; } = parents ?? [];

    /// <summary>The sentence, made only when somebody asks; null for a learnt one.</summary>
    public string? Describe() => cause?.Invoke();

    public static int Taken(int number) => number * 2;

    public static int NotTaken(int number) => (number * 2) + 1;

    public static int Negated(int literal) => literal ^ 1;
}
