namespace Compliance.Policy.Results;

/// <summary>A control, objective or rule of a framework that a policy speaks to.</summary>
/// <param name="Framework">For example <c>nist-800-53r5</c> or <c>fedramp-cr26</c>.</param>
/// <param name="Id">Control or rule id as the framework writes it (<c>sc-13</c>, <c>CMU-CSO-UVM</c>).</param>
/// <param name="Objective">800-53A objective; empty when none is named.</param>
/// <param name="Force"><c>must</c>, <c>should</c>, <c>may</c>, or empty where the framework states none.</param>
public sealed record ControlReference(string Framework, string Id, string Objective, string Force, string Source);
