using System.Text.Json;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Attesting;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Attesting;

/// <summary>What signing and attesting say when they are done.</summary>
internal static class AttestedOutput
{
    public static void Write(CommandContext context, ISigningKey key, IReadOnlyList<AttestedImage> made, bool isDryRun, bool isJson)
    {
        if (isJson) JsonOutput.Write(context.Terminal.Output, writer => WriteJson(writer, key, made, isDryRun));
        else WriteText(context.Terminal.Output, key, made, isDryRun);
    }

    private static void WriteText(TextWriter output, ISigningKey key, IReadOnlyList<AttestedImage> made, bool isDryRun)
    {
        output.WriteLine($"key        {key.PublicKey.Fingerprint}  {key.Algorithm.Name}  {key.Place}, computed by {PlatformModule.Current}");
        foreach (var one in made)
        {
            output.WriteLine($"image      {one.Subject}");
            output.WriteLine($"  {(isDryRun ? "would attach" : "attached")}  {What(one)}  {Sizes.Of(one.Document.Length)}");
            if (one.StampedAt is { } time) output.WriteLine($"  time-stamped at {Text(time)}");
            output.WriteLine($"  manifest  {one.Attached.Manifest.Digest}{(one.Attached.Tag is { } tag ? $"  tag {tag}" : "")}");
        }

        if (isDryRun) output.WriteLine("nothing was written");
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string What(AttestedImage one) => one.PredicateType.Length == 0 ? "simple-signing signature" : one.PredicateType;

    private static void WriteJson(Utf8JsonWriter writer, ISigningKey key, IReadOnlyList<AttestedImage> made, bool isDryRun)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("key");
        writer.WriteString("fingerprint", key.PublicKey.Fingerprint.ToString());
        writer.WriteString("hint", SigningKeyRules.HintOf(key.PublicKey));
        writer.WriteString("algorithm", key.Algorithm.Name);
        writer.WriteString("place", key.Place);
        writer.WriteString("module", PlatformModule.Current.Name);
        writer.WriteEndObject();
        writer.WriteBoolean("dryRun", isDryRun);
        writer.WriteStartArray("attached");
        foreach (var one in made)
        {
            writer.WriteStartObject();
            writer.WriteString("subject", one.Subject.ToString());
            writer.WriteString("predicateType", one.PredicateType);
            writer.WriteString("manifest", one.Attached.Manifest.Digest.ToString());
            writer.WriteString("layer", one.Attached.Layer.Digest.ToString());
            writer.WriteString("mediaType", one.Attached.Layer.MediaType.Text);
            writer.WriteString("tag", one.Attached.Tag);
            if (one.StampedAt is { } time) writer.WriteString("stampedAt", Text(time));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
