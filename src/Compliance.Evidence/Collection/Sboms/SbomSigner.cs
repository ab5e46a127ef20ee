using System.Collections.Immutable;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>Who signed a document, as far as that was asked and is known.</summary>
public sealed record SbomSigner
{
    /// <summary>Whether an accepted signature covers the document: one that verifies, by a signer whom the caller allows to sign such things.</summary>
    public required Knowable<bool> Accepted { get; init; }

    /// <summary><c>verified</c>, <c>failed</c>, <c>indeterminate</c>, or <c>none</c> where nobody signed it.</summary>
    public required Knowable<string> Outcome { get; init; }

    /// <summary>Name in the caller's trust of who verified it; unknown when nobody did.</summary>
    public required Knowable<string> Name { get; init; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo of the key that verified it.</summary>
    public required Knowable<string> KeyFingerprint { get; init; }

    /// <summary>Holder and issuer as the signing certificate names them, only as good as the outcome; empty without one.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>Why signatures were not accepted, each <c>CODE: sentence</c>.</summary>
    public ImmutableArray<string> Failures { get; init; } = [];

    /// <summary>Nobody signed it.</summary>
    public static SbomSigner Nobody(string how, params ImmutableArray<string> failures) => new()
    {
        Accepted = Knowable<bool>.Known(false),
        Outcome = Knowable<string>.Known("none"),
        Name = Knowable<string>.Unknown(how),
        KeyFingerprint = Knowable<string>.Unknown(how),
        Failures = failures,
    };

    /// <summary>No signature was looked for, or not all could be.</summary>
    public static SbomSigner NotAsked(Knowable<bool> accepted, string why) => new()
    {
        Accepted = accepted,
        Outcome = Knowable<string>.Unknown(why),
        Name = Knowable<string>.Unknown(why),
        KeyFingerprint = Knowable<string>.Unknown(why),
    };
}
