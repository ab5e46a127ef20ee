using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Compliance.Policy.Exceptions;

namespace Compliance.Policy.Documents;

/// <summary>A registry and how it is monitored.</summary>
public sealed record RegistryDocument
{
    [Description("References of the images that it holds; * stands for any characters.")]
    [MinLength(1)]
    public required string Name { get; init; }

    [Description("Days between two scans of every image in it.")]
    public required long ScanEveryDays { get; init; }

    [Description("Where the monitoring is described, or its alarms are.")]
    [MinLength(1)]
    public string? Document { get; init; }

    /// <summary>Whether it holds an image by one of these names.</summary>
    public bool Holds(IEnumerable<string> names) => names.Any(name => NamePattern.Matches(Name, name));
}
