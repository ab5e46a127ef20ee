using System.Collections.Immutable;
using Compliance.Formats.Reading.Json;

namespace Compliance.Evidence.Probing;

/// <summary>All probes of one image as they ran: the raw evidence that facts about probes are made from, here and in the verifier.</summary>
/// <param name="Refused">Why nothing ran; null when probes ran, even if there were none to run.</param>
public sealed record ProbeRecord(ProbeMachine Machine, string? Refused, ImmutableArray<ProbeResult> Results)
{
    /// <summary>Origin of the document.</summary>
    public const string Name = "probes.json";

    internal const string Schema = "compliance/probes/v1";

    /// <summary>Canonical JSON.</summary>
    public byte[] Write() => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("schema", Schema);
        writer.WriteStartObject("machine");
        writer.WriteString("architecture", Machine.Architecture);
        writer.WriteString("kernel", Machine.Kernel);
        writer.WriteString("hostFips", Machine.HostFips);
        writer.WriteString("sandbox", Machine.Sandbox);
        writer.WriteEndObject();
        if (Refused is not null) writer.WriteString("refused", Refused);
        writer.WriteStartArray("results");
        foreach (var result in Results) Write(writer, result);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(CanonicalJsonWriter writer, ProbeResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("name", result.Probe.Name);
        writer.WriteString("program", result.Probe.Program);
        writer.WriteString("programSha256", result.Probe.ProgramSha256.ToString());
        writer.WriteStrings("command", result.Probe.Command);
        writer.WriteStartObject("environment");
        foreach (var (name, value) in result.Probe.Environment) writer.WriteString(name, value);
        writer.WriteEndObject();
        if (result.ExitCode is { } code) writer.WriteNumber("exitCode", code);
        Write(writer, "output", result.Output);
        Write(writer, "error", result.Error);
        writer.WriteEndObject();
    }

    private static void Write(CanonicalJsonWriter writer, string name, ProbeStream stream)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", stream.Text);
        writer.WriteNumber("bytes", stream.Bytes);
        writer.WriteString("sha256", stream.Sha256);
        writer.WriteEndObject();
    }
}
