using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Results;

namespace Compliance.Policy.Cases;

/// <summary>One case of a policy: facts, and the verdict that they must lead to.</summary>
/// <param name="Because">Ids of the checks that give the verdict, ordinal order.</param>
/// <param name="Parameters">Values that differ from the policy's defaults.</param>
public sealed record PolicyCase(
    string PolicyId,
    string Path,
    string About,
    FactTable Given,
    ImmutableSortedDictionary<string, object> Parameters,
    DateTimeOffset At,
    Verdict Expect,
    ImmutableArray<string> Because,
    Locator ExpectPlace);
