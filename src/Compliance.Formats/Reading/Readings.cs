using System.Collections.Immutable;

namespace Compliance.Formats.Reading;

/// <summary>Short ways to make a <see cref="Reading{T}"/>.</summary>
public static class Readings
{
    public static Reading<T> Accept<T>(T value) => new Reading<T>.Accepted(value, []);

    public static Reading<T> Accept<T>(T value, IEnumerable<Defect> tolerated) => new Reading<T>.Accepted(value, [.. tolerated]);

    public static Reading<T> Reject<T>(Defect cause) => new Reading<T>.Rejected([cause]);

    public static Reading<T> Reject<T>(DiagnosticCode code, Locator locator, string message) => Reject<T>(new Defect(code, locator, message));

    /// <exception cref="ArgumentException">No cause is given: a rejection without a reason can't be made.</exception>
    public static Reading<T> Reject<T>(IEnumerable<Defect> causes)
    {
        ImmutableArray<Defect> all = [.. causes];
        return all.IsEmpty ? throw new ArgumentException("a rejection needs at least one defect", nameof(causes)) : new Reading<T>.Rejected(all);
    }
}
