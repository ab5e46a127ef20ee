namespace Compliance.Formats.Sbom.Profiles;

/// <summary>One answer with its reason; the reason of what meets may be empty.</summary>
public sealed record SbomReply(SbomAnswer Answer, string Reason)
{
    public static SbomReply Met { get; } = new(SbomAnswer.Meets, "");

    public static SbomReply Of(bool meets, string otherwise) => meets ? Met : new SbomReply(SbomAnswer.DoesNotState, otherwise);

    /// <summary>Judges a stated text: withheld and unknown are told apart from nothing.</summary>
    public static SbomReply OfText(string text, string what, bool acceptsUnknown, bool isStatedUnknown = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (SbomWords.IsWithheld(text)) return new SbomReply(SbomAnswer.Withheld, $"{what} is withheld");
        if (isStatedUnknown || SbomWords.IsUnknown(text))
            return acceptsUnknown ? new SbomReply(SbomAnswer.Meets, $"{what} is said to be unknown") : new SbomReply(SbomAnswer.DoesNotState, $"{what} is said to be unknown");
        return text.Length > 0 ? Met : new SbomReply(SbomAnswer.DoesNotState, $"no {what}");
    }
}
