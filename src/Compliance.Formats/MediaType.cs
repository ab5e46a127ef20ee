namespace Compliance.Formats;

/// <summary>A media type as written, compared without regard to case (RFC 6838 section 4.2); parameters stay part of the text.</summary>
public readonly record struct MediaType
{
    public MediaType(string text) => Text = text.Trim().ToLowerInvariant();

    public string Text { get; }

    public override string ToString() => Text;
}
