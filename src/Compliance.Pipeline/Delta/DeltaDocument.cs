using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Statements;
using Compliance.Policy.Results;

namespace Compliance.Pipeline.Delta;

/// <summary>A delta as an in-toto statement about the images that came out.</summary>
public static class DeltaDocument
{
    /// <param name="image">Repository name.</param>
    /// <param name="evidence">Evidence packages that it was made from, by name.</param>
    public static byte[] Statement(RebuildDelta delta, string image, IEnumerable<(string Name, Digest Digest)> evidence)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return Statements.Statement.Write(delta.After.Select(digest => (image, digest)), PredicateTypes.Delta, writer =>
        {
            writer.WriteStartObject();
            WriteMembers(writer, delta);
            writer.WriteStartArray("evidence");
            foreach (var (name, digest) in evidence) Statements.Statement.WriteResource(writer, $"file:{name}", digest);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    public static void WriteMembers(CanonicalJsonWriter writer, RebuildDelta delta)
    {
        writer.WriteStrings("before", delta.Before.Select(digest => digest.ToString()));
        writer.WriteStrings("after", delta.After.Select(digest => digest.ToString()));
        writer.WriteString("verdictBefore", delta.VerdictBefore.ToWords());
        writer.WriteString("verdictAfter", delta.VerdictAfter.ToWords());
        writer.WriteStartArray("controls");
        foreach (var change in delta.Controls)
        {
            writer.WriteStartObject();
            writer.WriteString("policy", change.PolicyId);
            writer.WriteString("before", change.Before?.ToWords());
            writer.WriteString("after", change.After?.ToWords());
            writer.WriteStrings("controls", change.Controls);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("packages");
        foreach (var change in delta.Packages)
        {
            writer.WriteStartObject();
            writer.WriteString("name", change.Name);
            writer.WriteString("before", change.Before);
            writer.WriteString("after", change.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Names(writer, "vulnerabilitiesClosed", delta.VulnerabilitiesClosed);
        Names(writer, "vulnerabilitiesOpened", delta.VulnerabilitiesOpened);
        State(writer, "stateBefore", delta.StateBefore);
        State(writer, "stateAfter", delta.StateAfter);
        Number(writer, "buildMilliseconds", delta.BuildMilliseconds);
        writer.WriteStartObject("significantChange");
        writer.WriteString("proposed", delta.ProposedClass switch { ChangeClass.Routine => "routine", ChangeClass.Adaptive => "adaptive", _ => "transformative" });
        writer.WriteStrings("because", delta.ProposedBecause);
        writer.WriteString("decision", "a person decides");
        writer.WriteEndObject();
    }

    private static void State(CanonicalJsonWriter writer, string name, DeltaState state)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("bytes", state.Bytes);
        writer.WriteNumber("layers", state.Layers);
        writer.WriteNumber("packages", state.Packages);
        Number(writer, "packagesInSbom", state.PackagesInSbom);
        writer.WriteNumber("signatures", state.Signatures);
        writer.WriteStrings("signers", state.Signers);
        writer.WriteStrings("signatureAlgorithms", state.Algorithms);
        writer.WriteStrings("cryptographicModules", state.Modules);
        writer.WriteEndObject();
    }

    private static void Names(CanonicalJsonWriter writer, string name, ImmutableArray<string>? values)
    {
        if (values is { } known) writer.WriteStrings(name, known);
        else writer.WriteNull(name);
    }

    private static void Number(CanonicalJsonWriter writer, string name, long? value)
    {
        if (value is { } number) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }
}
