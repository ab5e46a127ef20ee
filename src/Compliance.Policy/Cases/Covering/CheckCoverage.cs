using Compliance.Formats.Reading;

namespace Compliance.Policy.Cases.Covering;

/// <summary>What the cases of a policy made of one of its checks.</summary>
/// <param name="Check">Id of the check.</param>
/// <param name="Place">Where the check stands.</param>
/// <param name="Failed">Cases in which it failed.</param>
/// <param name="Unknown">Cases in which it was unknown.</param>
public sealed record CheckCoverage(string PolicyId, string Check, Locator Place, int Failed, int Unknown)
{
    /// <summary>Some case showed it failing, and some showed it unknown.</summary>
    public bool IsCovered => Failed > 0 && Unknown > 0;
}
