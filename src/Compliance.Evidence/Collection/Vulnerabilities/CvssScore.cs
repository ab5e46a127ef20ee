namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>A base score with where it was stated.</summary>
internal sealed record CvssScore(double Score, string Vector, string Source)
{
    /// <summary>The qualitative rating of CVSS 3 and 4, in FedRAMP's words: <c>critical</c>, <c>high</c>, <c>moderate</c>, <c>low</c>, <c>none</c>.</summary>
    public string Rating => Score switch { >= 9 => "critical", >= 7 => "high", >= 4 => "moderate", > 0 => "low", _ => "none" };
}
