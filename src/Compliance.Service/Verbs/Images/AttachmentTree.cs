using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.Snapshots;
using Compliance.Policy.Facts;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Images;

/// <summary>An image with what is attached to it, and to that, and what came of verifying each.</summary>
/// <param name="Root">The image.</param>
internal sealed record AttachmentTree(string Reference, Descriptor Root, ImmutableArray<AttachmentNode> Nodes, bool IsComplete, ImmutableArray<Defect> Defects)
{
    private const int MaxDepth = 16;

    /// <summary>The program's answer: 0 every signature is verified and there is one, 1 one failed, 2 otherwise.</summary>
    public int ExitCode
    {
        get
        {
            var outcomes = Nodes.SelectMany(node => node.Documents).Where(document => document.IsSigned).Select(document => document.Outcome).ToList();
            if (outcomes.Contains("failed")) return ExitCodes.Bad;
            return IsComplete && outcomes.Count > 0 && outcomes.TrueForAll(outcome => outcome == "verified") ? ExitCodes.Good : ExitCodes.Open;
        }
    }

    public static AttachmentTree Of(ImageSnapshot snapshot, IEnumerable<FactSet> judged)
    {
        var facts = judged.SelectMany(set => set.Facts).Where(fact => fact.Value is SignatureFact or AttestationFact).ToLookup(fact => fact.Source.Document);
        var nodes = new List<AttachmentNode> { new(snapshot.Root.Digest, null, snapshot.Root.MediaType.Text, 0, [], []) };
        foreach (var image in snapshot.Images.Where(image => image.Digest != snapshot.Root.Digest))
            nodes.Add(new AttachmentNode(image.Digest, snapshot.Root.Digest, image.Platform?.ToString() ?? "image", 1, [], []));
        foreach (var outer in snapshot.Indexes.Keys.Where(index => index != snapshot.Root.Digest))
            nodes.Add(new AttachmentNode(outer, null, "index that lists the image", 0, [], []));
        for (var i = 0; i < nodes.Count; i++)
        {
            var subject = nodes[i];
            var below = snapshot.Artifacts.Where(artifact => artifact.Subject == subject.Digest && subject.Depth < MaxDepth && nodes.TrueForAll(node => node.Digest != artifact.Digest || node.Subject != artifact.Subject)).ToList();
            nodes.InsertRange(i + 1, below.Select(artifact => Node(artifact, subject.Depth + 1, facts)));
        }

        return new AttachmentTree(snapshot.Reference.Text, snapshot.Root, [.. nodes], snapshot.ArtifactsComplete, snapshot.Defects);
    }

    public void WriteText(Terminal terminal)
    {
        terminal.Output.WriteLine(Terminal.Visible(Reference));
        foreach (var node in Nodes)
        {
            var indent = new string(' ', 2 * node.Depth);
            terminal.Output.WriteLine($"{indent}{node.Digest}  {Terminal.Visible(node.What)}{(node.Places.IsEmpty ? "" : $"  ({Terminal.Visible(string.Join(", ", node.Places))})")}");
            foreach (var document in node.Documents)
            {
                var tone = document.Outcome switch { "verified" => Tone.Good, "failed" => Tone.Bad, "" => Tone.Plain, _ => Tone.Open };
                terminal.Output.WriteLine(terminal.Paint(tone, $"{indent}  {(document.Outcome.Length > 0 ? document.Outcome : "not judged"),-13}  {Terminal.Visible(document.What)}{(document.Signer.Length > 0 ? $"  by {Terminal.Visible(document.Signer)}" : "")}"));
                foreach (var reason in document.Reasons) terminal.Output.WriteLine($"{indent}    {Terminal.Visible(reason)}");
            }
        }

        if (Nodes.All(node => node.Documents.IsEmpty)) terminal.Output.WriteLine(IsComplete ? "nothing is attached" : "nothing was found, and not everything could be looked at");
        foreach (var defect in Defects) terminal.Output.WriteLine(terminal.Paint(Tone.Open, $"defect    {Terminal.Visible(defect.ToString())}"));
    }

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("reference", Reference);
        ImageJson.Describe(writer, Root);
        writer.WriteBoolean("isComplete", IsComplete);
        writer.WriteStartArray("nodes");
        foreach (var node in Nodes) node.WriteJson(writer);
        writer.WriteEndArray();
        writer.WriteStartArray("defects");
        foreach (var defect in Defects) writer.WriteStringValue(defect.ToString());
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static AttachmentNode Node(AttachedArtifact artifact, int depth, ILookup<Digest, Fact> facts) => new(
        artifact.Digest,
        artifact.Subject,
        artifact.Manifest.ArtifactType?.Text ?? artifact.Manifest.MediaType.Text,
        depth,
        [.. artifact.AlsoIn.Prepend(new ArtifactPlace(artifact.Discovery, artifact.Place)).Select(WordsOf)],
        [.. artifact.Layers.DistinctBy(layer => layer.Digest).Select(layer => AttachedDocument.Of(layer, [.. facts[layer.Digest]]))]);

    private static string WordsOf(ArtifactPlace place) => place.Discovery switch
    {
        ArtifactDiscovery.Subject => "referrer",
        ArtifactDiscovery.CosignTag => $"tag {place.Place}",
        ArtifactDiscovery.FallbackTag => $"list under tag {place.Place}",
        ArtifactDiscovery.CosignKind => $"annotation {place.Place}",
        _ => "in the index, by BuildKit",
    };
}
