using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.Policy.Results;

/// <summary>Imported results of one benchmark with what came of them. Texts are empty when the import or the results can't be read.</summary>
public sealed record BenchmarkResult
{
    /// <summary>Name of the import's file.</summary>
    public required string Path { get; init; }

    public required string Id { get; init; }

    /// <summary>Digest of the manifest or index that was tested, by the import.</summary>
    public required string Image { get; init; }

    /// <summary>ISO 8601.</summary>
    public required string CollectedOn { get; init; }

    /// <summary>Last day on which it counts, ISO 8601.</summary>
    public required string ExpiresOn { get; init; }

    /// <summary>Digest of the results file, hexadecimal.</summary>
    public required string ContentSha256 { get; init; }

    /// <summary><c>xccdf</c>, <c>arf</c>, <c>ckl</c>, <c>cklb</c> or <c>hdf</c>.</summary>
    public required string Format { get; init; }

    public required string BenchmarkId { get; init; }

    public required string Version { get; init; }

    public required string Profile { get; init; }

    public required string Tool { get; init; }

    public required int Passed { get; init; }

    /// <summary>With a rationale; those without are among <see cref="Unknown"/>.</summary>
    public required int NotApplicable { get; init; }

    /// <summary>Left out by the profile, or informational.</summary>
    public required int NotSelected { get; init; }

    /// <summary>Ids of rules, ordinal order.</summary>
    public required ImmutableArray<string> Failed { get; init; }

    /// <summary>Ids of rules, ordinal order.</summary>
    public required ImmutableArray<string> Unknown { get; init; }

    /// <summary>Each is a gap; all of them.</summary>
    public required ImmutableArray<RecordProblem> Problems { get; init; }

    /// <summary><c>240 passed, 3 failed, 7 unknown, 12 not applicable</c>, and the gaps.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed.Length} failed, {Unknown.Length} unknown, {NotApplicable} not applicable")
        + (Problems.IsEmpty ? "" : $"; gap: {string.Join("; ", Problems.Select(problem => problem.Message))}");
}
