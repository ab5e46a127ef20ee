namespace Compliance.Formats.Reading;

/// <summary>
/// One thing that is wrong with a subject: a stable code, the place, and a sentence for a person. The message may quote the subject and is
/// therefore untrusted text: whoever prints it makes control characters visible.
/// </summary>
public sealed record Defect(DiagnosticCode Code, Locator Locator, string Message)
{
    public override string ToString() => $"{Locator}: {Message} [{Code}]";
}
