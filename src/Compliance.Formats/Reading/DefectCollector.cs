using System.Collections.Immutable;

namespace Compliance.Formats.Reading;

/// <summary>
/// Gathers the defects of one document while it is read. At most <see cref="Limits.MaxDefects"/> are kept; all are counted, and the last one
/// kept says how many more there were. Not safe for several threads.
/// </summary>
public sealed class DefectCollector
{
    private readonly ImmutableArray<Defect>.Builder kept = ImmutableArray.CreateBuilder<Defect>();
    private readonly int maxDefects;
    private Defect? last;

    public DefectCollector(Limits limits) => maxDefects = Math.Max(1, limits.MaxDefects);

    /// <summary>All defects added, also those that were not kept.</summary>
    public int Count { get; private set; }

    /// <summary>False once further defects are only counted: a caller may then spare itself the work of locating them.</summary>
    public bool Keeps => Count < maxDefects;

    public void Add(Defect defect)
    {
        Count++;
        if (kept.Count < maxDefects - 1) kept.Add(defect);
        else last ??= defect;
    }

    public void Add(DiagnosticCode code, Locator locator, string message) => Add(new Defect(code, locator, message));

    /// <summary>Adds what is wrong with a JSON value; its place is looked up only when the defect is kept.</summary>
    public void Add(DiagnosticCode code, Json.JsonValue place, string message)
    {
        if (Keeps) Add(new Defect(code, place.Locator, message));
        else Count++;
    }

    public void AddRange(IEnumerable<Defect> defects)
    {
        foreach (var defect in defects) Add(defect);
    }

    /// <summary>What was kept, in the order of adding.</summary>
    public ImmutableArray<Defect> ToImmutable()
    {
        if (last is null) return kept.ToImmutable();
        var more = Count - kept.Count - 1;
        return more == 0 ? [.. kept, last] : [.. kept, last with { Message = FormattableString.Invariant($"{last.Message} (and {more} more defects)") }];
    }
}
