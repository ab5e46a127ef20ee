using Compliance.Evidence.Packaging;
using Compliance.Formats;

namespace Compliance.Reporting;

/// <summary>What reports look up in a draft by name.</summary>
internal static class ReportDraft
{
    public const string ResultsPath = "data/results/results.json";

    /// <exception cref="ArgumentException">The draft has no results file: there is nothing that a report could speak of.</exception>
    public static EvidenceFile ResultsFile(EvidenceDraft draft)
    {
        foreach (var file in draft.Files)
        {
            if (file.Path == ResultsPath) return file;
        }

        throw new ArgumentException($"the draft has no {ResultsPath}", nameof(draft));
    }

    public static Digest Results(EvidenceDraft draft) => ResultsFile(draft).Sha256;
}
