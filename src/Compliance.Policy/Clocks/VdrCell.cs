namespace Compliance.Policy.Clocks;

/// <summary>One cell of VDR-TFR-PVR for one class.</summary>
/// <param name="Impact">Potential adverse impact, N1 to N5.</param>
/// <param name="IsExposed">Reachable from the internet; null where the cell holds for both.</param>
/// <param name="IsExploitable">Likely exploitable.</param>
public sealed record VdrCell(int Impact, bool? IsExposed, bool IsExploitable, Timeframe Timeframe);
