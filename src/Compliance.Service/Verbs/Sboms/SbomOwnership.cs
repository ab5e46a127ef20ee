using System.Text.Json;
using Compliance.Evidence.Collection.Sboms;
using Compliance.Policy.Facts;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Sboms;

/// <summary>Which digest a document in or beside an image is about, and who signed it.</summary>
internal static class SbomOwnership
{
    public static void Write(Terminal terminal, ImageSbomDocument found)
    {
        terminal.Output.WriteLine($"about     {About(found.Subject)}");
        var (tone, text) = Signed(found.Signer);
        terminal.Output.WriteLine($"signed    {terminal.Paint(tone, text)}");
        foreach (var failure in found.Signer.Failures) terminal.Output.WriteLine($"          {failure}");
    }

    public static void Write(Utf8JsonWriter writer, ImageSbomDocument found)
    {
        var signer = found.Signer;
        writer.WriteString("about", found.Subject);
        writer.WriteStartObject("signature");
        Write(writer, "outcome", signer.Outcome);
        if (signer.Accepted.IsKnown) writer.WriteBoolean("accepted", signer.Accepted.Value);
        else writer.WriteNull("accepted");
        Write(writer, "signer", signer.Name);
        Write(writer, "keyFingerprint", signer.KeyFingerprint);
        if (signer.Certificate.Length > 0) writer.WriteString("certificate", signer.Certificate);
        if (!signer.Outcome.IsKnown) writer.WriteString("unknown", signer.Outcome.Reason);
        writer.WriteStartArray("failures");
        foreach (var failure in signer.Failures) writer.WriteStringValue(failure);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string About(string subject) => subject switch
    {
        "other" => "something else: it names other digests than the image's",
        "none" => "unknown: it names no digest",
        "layer" => "one layer of the image",
        "config" => "the image, by the digest of its configuration",
        _ => $"the image, by the digest of its {subject}",
    };

    private static (Tone Tone, string Text) Signed(SbomSigner signer)
    {
        if (!signer.Outcome.IsKnown) return (Tone.Open, $"unknown: {signer.Outcome.Reason}");
        if (signer.Outcome.Value == "none") return (Tone.Open, "by nobody");
        var who = (signer.Name.IsKnown ? $" by '{signer.Name.Value}'" : "") + (signer.KeyFingerprint.IsKnown ? $", key {signer.KeyFingerprint.Value}" : "") + (signer.Certificate.Length > 0 ? $", certificate of {signer.Certificate}" : "");
        return signer.Accepted is { IsKnown: true, Value: true } ? (Tone.Good, $"{signer.Outcome.Value}{who}") : (signer.Accepted.IsKnown ? Tone.Bad : Tone.Open, $"{signer.Outcome.Value}{who}: not accepted");
    }

    private static void Write(Utf8JsonWriter writer, string name, Knowable<string> value)
    {
        if (value.IsKnown) writer.WriteString(name, value.Value);
        else writer.WriteNull(name);
    }
}
