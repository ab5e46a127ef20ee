using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>One node that runs containers.</summary>
public sealed record NodeDocument
{
    [Description("Name of the node.")]
    [MinLength(1)]
    public required string Name { get; init; }

    [Description("Services of the system file that run on it; none means every service.")]
    public ImmutableArray<string> Services { get; init; } = [];

    [Description("Operational environment as certificates write it, for example Red Hat Enterprise Linux 9 on x86_64.")]
    [MinLength(1)]
    public required string Environment { get; init; }

    [Description("Release of the kernel.")]
    [MinLength(1)]
    public string? Kernel { get; init; }

    [Description("What /proc/sys/crypto/fips_enabled says: on (1), off (0), or absent.")]
    public required HostFipsFlag Fips { get; init; }
}
