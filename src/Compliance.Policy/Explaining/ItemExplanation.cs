using System.Collections.Immutable;
using Compliance.Policy.Results;

namespace Compliance.Policy.Explaining;

/// <summary>One judged item.</summary>
/// <param name="Item">For people; empty for the image itself.</param>
/// <param name="FactId">Empty for the image itself.</param>
/// <param name="IsJudged">False when <c>where</c> leaves it out.</param>
public sealed record ItemExplanation(string Item, string FactId, string Source, bool IsJudged, Verdict Verdict, ImmutableArray<CheckExplanation> Checks);
