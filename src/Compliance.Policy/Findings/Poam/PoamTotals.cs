namespace Compliance.Policy.Findings.Poam;

/// <summary>Counts of unique findings between two POA&amp;Ms.</summary>
/// <param name="ReRated">Of <paramref name="Carried"/>: those whose severity changed.</param>
/// <param name="Passing">Opened and closed between the two: in neither count of open ones.</param>
public sealed record PoamTotals(int OpenBefore, int Opened, int Reopened, int PutBack, int Closed, int Carried, int ReRated, int Passing, int OpenNow)
{
    /// <summary>Open before + opened + reopened + put back - closed = open now, and open before = carried + closed.</summary>
    public bool Reconciles => OpenBefore + Opened + Reopened + PutBack - Closed == OpenNow && Carried + Closed == OpenBefore;
}
