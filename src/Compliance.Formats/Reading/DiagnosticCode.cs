namespace Compliance.Formats.Reading;

/// <summary>
/// The stable name of one cause, <c>AREA-NNNN</c> (2 to 8 capital letters, a hyphen, four digits), listed with cause and cure in
/// <c>docs/diagnostics.md</c>. Codes are never reused for another cause.
/// </summary>
public readonly record struct DiagnosticCode : IComparable<DiagnosticCode>
{
    /// <exception cref="ArgumentException">The text is not of the form <c>AREA-NNNN</c>.</exception>
    public DiagnosticCode(string text)
    {
        var hyphen = text.IndexOf('-', StringComparison.Ordinal);
        var wellFormed = hyphen is >= 2 and <= 8 && text.Length == hyphen + 5
            && text.AsSpan(0, hyphen).IndexOfAnyExceptInRange('A', 'Z') < 0
            && text.AsSpan(hyphen + 1).IndexOfAnyExceptInRange('0', '9') < 0;
        Text = wellFormed ? text : throw new ArgumentException($"'{text}' is not a diagnostic code (AREA-NNNN)", nameof(text));
    }

    public string Text { get; }

    public string Area => Text[..Text.IndexOf('-', StringComparison.Ordinal)];

    public int CompareTo(DiagnosticCode other) => string.CompareOrdinal(Text, other.Text);

    public override string ToString() => Text;
}
