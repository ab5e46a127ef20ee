using System.Collections.Immutable;

namespace Compliance.Formats.Packages.Apko.Model;

/// <summary>Certificates that the image trusts beside its packages.</summary>
public sealed record ApkoCertificates
{
    public ImmutableArray<ApkoNamedContent> Additional { get; init; } = [];

    /// <summary>Virtual names of packages with certificates.</summary>
    public ImmutableArray<string> Providers { get; init; } = [];
}
