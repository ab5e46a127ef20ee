using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings.Journal;

namespace Compliance.Policy.Findings.Poam;

/// <summary>This month's POA&amp;M.</summary>
/// <param name="Rows">What its cells are made of, for next month.</param>
/// <param name="Moves">By tracking id.</param>
/// <param name="Notes">What people should look at: cells that were not taken over, rows that are missing, deviations that FedRAMP does not allow.</param>
public sealed record PoamResult(PoamBook Book, ImmutableArray<PublishedRow> Rows, ImmutableArray<PoamMove> Moves, PoamTotals Totals, ImmutableArray<Defect> Notes);
