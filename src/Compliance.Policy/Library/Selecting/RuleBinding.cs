using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>A rule whose force a check has under a profile.</summary>
/// <param name="Rule">Id of the rule as its framework writes it.</param>
/// <param name="InForceFrom">
/// First day, ISO 8601, on which the system has to follow the rule's set: the day that it adopted it, else the day that it has to be kept to. Null when the
/// text has no such day.
/// </param>
public sealed record RuleBinding(string Rule, Force Force, string? InForceFrom);
