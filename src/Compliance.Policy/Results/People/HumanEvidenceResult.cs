using System.Collections.Immutable;

namespace Compliance.Policy.Results;

/// <summary>One record of human evidence with what came of it. Texts are empty when the record can't be read.</summary>
public sealed record HumanEvidenceResult
{
    /// <summary>Name of its file.</summary>
    public required string Path { get; init; }

    public required string Id { get; init; }

    /// <summary><c>interview</c>, <c>document</c>, <c>screenshot</c>, <c>ticket</c> or <c>export</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>SP 800-53A: <c>examine</c>, <c>interview</c> or <c>test</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Objectives or rules as the catalogs write them, ordinal order.</summary>
    public required ImmutableArray<string> Objectives { get; init; }

    /// <summary><c>supports</c> or <c>contradicts</c>, by the word of whoever collected it.</summary>
    public required string Finding { get; init; }

    public required string About { get; init; }

    public required string Actor { get; init; }

    public required string Role { get; init; }

    /// <summary>ISO 8601.</summary>
    public required string CollectedOn { get; init; }

    /// <summary>Last day on which it counts, ISO 8601.</summary>
    public required string ExpiresOn { get; init; }

    public required string ContentName { get; init; }

    /// <summary>Hexadecimal.</summary>
    public required string ContentSha256 { get; init; }

    /// <summary><c>verified</c>, <c>failed</c>, <c>indeterminate</c> or <c>absent</c>.</summary>
    public required string Signature { get; init; }

    /// <summary>Why it does not count; all of it. None when it counts.</summary>
    public required ImmutableArray<RecordProblem> Problems { get; init; }

    /// <summary>Whether it counts on the judged day.</summary>
    public bool Counts => Problems.IsEmpty;

    public bool Contradicts => Finding == "contradicts";

    /// <summary><c>counts until 2027-01-31, signature verified</c>, or why it does not count.</summary>
    public string Words => Counts
        ? $"{Finding}, counts until {ExpiresOn}, {(Signature == "verified" ? "signature verified" : "not signed")}"
        : $"{string.Join("; ", Problems.Select(problem => problem.Message))}: does not count";
}
