using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Acquisition;

/// <summary>Gaps of one image in order of arrival, each once.</summary>
internal sealed class GapList(Digest subject, string acquirer)
{
    private readonly List<CollectionGap> gaps = [];
    private readonly HashSet<CollectionGap> known = [];

    public void Add(FactKind kind, DiagnosticCode code, Locator locator, string message)
    {
        var gap = new CollectionGap(code, subject, kind, locator, message, acquirer);
        if (known.Add(gap)) gaps.Add(gap);
    }

    public void Add(FactKind kind, Defect defect) => Add(kind, defect.Code, defect.Locator, defect.Message);

    public void Add(FactKind kind, IEnumerable<Defect> defects)
    {
        foreach (var defect in defects) Add(kind, defect);
    }

    public ImmutableArray<CollectionGap> ToImmutable() => [.. gaps];
}
