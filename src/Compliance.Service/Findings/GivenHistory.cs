using Compliance.Evidence.Acquisition;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings;
using Compliance.Policy.Library;

namespace Compliance.Service.Findings;

/// <summary>The record's first detections as an input of an audit: kept in the package, so that clocks can be computed again from there.</summary>
internal static class GivenHistory
{
    /// <summary>Adds what the record of the system knows. Nothing is added when there is no record, or when the caller gives a history of their own.</summary>
    /// <param name="at">When the audit begins.</param>
    public static async Task<AuditInputs> AddToAsync(AuditInputs inputs, RecordKeeper? keeper, DateTimeOffset at, Limits limits, CancellationToken cancellationToken)
    {
        if (keeper is null || inputs.System is not { } system || !SystemFile.Read(system, "system.yaml", limits).TryGet(out var named)) return inputs;
        if ((inputs.Findings ?? []).Any(file => Path.GetFileName(file.Path) == DetectionHistory.FileName)) return inputs;
        var journal = await keeper.ReadAsync(named.Document.Id, cancellationToken).ConfigureAwait(false);
        return journal.Entries.IsEmpty ? inputs : inputs with { Findings = [.. inputs.Findings ?? [], (DetectionHistory.FileName, journal.HistoryAt(FindingTime.WholeSecond(at)).Write())] };
    }
}
