namespace Compliance.Policy.Facts;

/// <summary>A catalog that verdicts rest on, with its digest and its day: old data is no evidence about today.</summary>
public sealed record CatalogFact : FactValue
{
    public override FactKind Kind => FactKind.Catalog;

    /// <summary><c>cmvp</c>: certificates of cryptographic modules.</summary>
    public required string Name { get; init; }

    /// <summary>The latest day on which its statuses were read, ISO date.</summary>
    public required string AsOf { get; init; }

    /// <summary>Whole days from <see cref="AsOf"/> to the judged date in US Eastern time; negative when it was read later.</summary>
    public required long AgeDays { get; init; }

    /// <summary>The day on which people last reviewed which bytes are which module, ISO date.</summary>
    public required string ReviewedOn { get; init; }

    /// <summary>Certificates in it.</summary>
    public required long Certificates { get; init; }

    /// <summary>SHA-256 of the reviewed catalog, hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SHA-256 of the imported list over it, hex; empty without one.</summary>
    public required string ListSha256 { get; init; }

    /// <summary>SHA-256 of the dump that the list was imported from, hex; empty without one.</summary>
    public required string InputSha256 { get; init; }

    /// <summary>Where the list comes from; empty without one.</summary>
    public required string ListSource { get; init; }

    /// <summary>Signature over the list: <c>verified</c>, <c>intact</c> (by a signer whom trust does not name) or <c>absent</c>; <c>none</c> without a list.</summary>
    public required string Signature { get; init; }
}
