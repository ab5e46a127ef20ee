using System.Globalization;
using Compliance.Formats.Vulnerabilities.Vex;

namespace Compliance.Evidence.Collection.Vulnerabilities.Vex;

/// <summary>One statement about one finding, and why it counts or not.</summary>
/// <param name="WhyNot">Null when it counts.</param>
internal sealed record VexDecision(VexStatement Statement, VexSource Source, string? WhyNot)
{
    public string StatusWord => Statement.Status switch
    {
        VexStatus.Affected => "affected",
        VexStatus.Fixed => "fixed",
        VexStatus.NotAffected => "not_affected",
        _ => "under_investigation",
    };

    /// <summary>For people: what, by whom, when, from which document, and whether it counts.</summary>
    public string Text => $"{StatusWord}{Reason} by {Who}{When} in {Source.Raw.Item.Origin}: {(WhyNot is null ? "counts" : $"does not count, {WhyNot}")}";

    private string Reason => Statement.Justification.Length > 0 ? $" ({Statement.Justification})" : Statement.ImpactStatement.Length > 0 ? $" ({Shortened(Statement.ImpactStatement)})" : "";

    private string Who => Source.Issuer.Length > 0 ? Source.Rule is { } rule ? $"{Source.Issuer}, accepted by {rule.Author}: {rule.Reason}" : Source.Issuer : Source.Document.Author.Length > 0 ? $"'{Source.Document.Author}', as it says itself" : "nobody";

    private string When => Statement.StatedAt is { } time ? $" on {time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";

    private static string Shortened(string text) => text.Length <= 120 ? text : $"{text[..117]}...";
}
