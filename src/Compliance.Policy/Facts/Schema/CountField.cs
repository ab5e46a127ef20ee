namespace Compliance.Policy.Facts.Schema;

/// <summary>One name under <c>counts</c> in expressions; its value comes from the <see cref="PopulationFact"/> of that name.</summary>
public sealed record CountField(string Name, string Documentation);
