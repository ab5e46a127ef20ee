using Compliance.Formats.Packages.Apko.Model;

namespace Compliance.Pipeline.Plan.Finding;

/// <param name="Apply">Gives the configuration with the change.</param>
internal sealed record FoundOperation(PlannedOperation Operation, Func<ApkoConfiguration, ApkoConfiguration> Apply);
