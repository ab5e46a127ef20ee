namespace Compliance.Evidence.Packaging;

/// <summary>When an audit ran, and the date that it judged. UTC, whole seconds.</summary>
public sealed record AuditRun(DateTimeOffset StartedAt, DateTimeOffset FinishedAt, DateTimeOffset EvaluatedAt)
{
    /// <summary>Whether the judged date and the run lie more than a day apart: readers are warned.</summary>
    public bool EvaluatesAnotherDay => (EvaluatedAt - StartedAt).Duration() > TimeSpan.FromDays(1);
}
