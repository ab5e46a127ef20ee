namespace Compliance.Reporting.Inventories;

/// <summary>One row of the cryptographic modules table (SSP Appendix Q).</summary>
/// <param name="Table"><c>data-in-transit</c>, <c>data-at-rest</c> or <c>other</c>.</param>
/// <param name="Service">Service of the system file; empty for the whole system.</param>
/// <param name="Name">Name of the use; empty where none is declared.</param>
/// <param name="FarEnd">Of data in transit: the other side; null when it is not declared.</param>
/// <param name="Usage">What it is for.</param>
/// <param name="Kind">Protocol of data in transit, type of encryption otherwise; empty when not stated.</param>
/// <param name="Notes">Remarks, with what the table has to say of its own accord: certificates that are not active, plans, uses that nobody declared.</param>
public sealed record ModuleUse(string Table, string Service, string Name, ModuleSide Module, ModuleSide? FarEnd, string Usage, string Kind, string Notes)
{
    public const string InTransit = "data-in-transit";
    public const string AtRest = "data-at-rest";
    public const string Other = "other";
}
