using System.Collections.Immutable;
using Compliance.Evidence.Collection;
using Compliance.Formats;
using Compliance.Formats.Archives.Zip;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;

namespace Compliance.Evidence.Raw;

/// <summary>Builds raw evidence from its index; what is missing or contradicts itself becomes a defect.</summary>
internal sealed class RawIndexReader(Func<string, Stream> open, DefectCollector defects)
{
    private readonly Dictionary<string, RawDocument> documents = new(StringComparer.Ordinal);

    public RawEvidence Read(JsonValue root)
    {
        if (root.RequiredText("schema", defects) is { } schema && schema != RawIndex.Schema)
            defects.Add(RawCodes.Unreadable, root["schema"], $"schema '{schema}' is not known: {RawIndex.Schema} is");
        foreach (var item in root.OptionalMaps("documents", defects)) ReadItem(item);
        var images = root.OptionalMaps("images", defects).Select(ReadImage).OfType<RawImage>().ToImmutableArray();
        for (var index = 1; index < images.Length; index++)
        {
            if (images[index - 1].Subject.CompareTo(images[index].Subject) >= 0)
                defects.Add(RawCodes.Image, root["images"], "images are not ordered by digest, or one stands twice");
        }

        return new RawEvidence
        {
            Images = images,
            GivenSboms = ReadPaths(root, "givenSboms", RawRole.GivenSbom),
            Trust = root["trust"].HasValue ? ReadPaths(root, "trust", RawRole.Trust) : null,
            System = Find(root, "system", RawRole.System),
            Nodes = Find(root, "nodes", RawRole.NodeInventory),
            PolicySet = root["policySet"].HasValue ? ReadPaths(root, "policySet", RawRole.PolicySet) : null,
            HumanEvidence = root["humanEvidence"].HasValue ? ReadPaths(root, "humanEvidence", RawRole.HumanEvidence) : null,
            Waivers = root["waivers"].HasValue ? ReadPaths(root, "waivers", RawRole.Waiver) : null,
            Feeds = root["feeds"].HasValue ? ReadPaths(root, "feeds", RawRole.Feed) : null,
            Findings = root["findings"].HasValue ? ReadPaths(root, "findings", RawRole.Finding) : null,
            Probed = root.OptionalBoolean("probed", defects) ?? false,
            LeftOut = [.. root.OptionalTexts("leftOut", defects)],
        };
    }

    private void ReadItem(JsonValue value)
    {
        var (path, roleName, origin) = (value.RequiredText("path", defects), value.RequiredText("role", defects), value.RequiredText("origin", defects));
        var (mediaType, hex, size) = (value.RequiredText("mediaType", defects), value.RequiredText("sha256", defects), value.RequiredInt64("size", defects));
        if (path is null || roleName is null || origin is null || mediaType is null || hex is null || size is not { } bytes) return;
        if (!ZipEntryName.IsAllowed(RawPaths.Root + path) || RawRoles.Parse(roleName) is not { } role || !Digest.TryParse($"sha256:{hex}", out var sha256) || bytes < 0)
        {
            defects.Add(RawCodes.Item, value, $"'{path}' has a path, role, digest or size that can't be");
            return;
        }

        var item = new RawItem(path, role, origin, new MediaType(mediaType), sha256, bytes);
        if (!documents.TryAdd(path, new RawDocument(item, () => open(path)))) defects.Add(RawCodes.Item, value, $"'{path}' stands twice");
    }

    private RawImage? ReadImage(JsonValue value)
    {
        var (subjectText, reference, pinned) = (value.RequiredText("subject", defects), value.RequiredText("reference", defects), value.OptionalBoolean("pinned", defects));
        var complete = value.OptionalBoolean("attachedComplete", defects);
        var manifest = Find(value, "manifest", RawRole.Manifest);
        if (!Digest.TryParse(subjectText, out var subject) || reference is null || pinned is null || complete is null || manifest is null)
        {
            defects.Add(RawCodes.Image, value, "an image lacks its subject, reference, manifest or one of its flags");
            return null;
        }

        return new RawImage
        {
            Subject = subject,
            Reference = reference,
            Pinned = pinned.Value,
            Index = Find(value, "index", RawRole.Index),
            Manifest = manifest,
            Config = Find(value, "config", RawRole.Config),
            Inventory = Find(value, "inventory", RawRole.Inventory),
            Files = ReadPaths(value, "files", RawRole.File),
            Observations = ReadPaths(value, "observations", RawRole.Observation),
            AttachedComplete = complete.Value,
            Attached = [.. value.OptionalMaps("attached", defects).Select(ReadAttached).OfType<AttachedEvidence>()],
            Gaps = [.. value.OptionalMaps("gaps", defects).Select(gap => ReadGap(gap, subject)).OfType<CollectionGap>()],
        };
    }

    private AttachedEvidence? ReadAttached(JsonValue value)
    {
        var (subjectText, foundBy) = (value.RequiredText("subject", defects), value.RequiredText("foundBy", defects));
        var manifest = Find(value, "manifest", RawRole.AttachedManifest);
        var blobs = ImmutableDictionary.CreateBuilder<Digest, RawDocument>();
        foreach (var member in value.RequiredMap("blobs", defects).Members)
        {
            if (Digest.TryParse(member.Name, out var digest) && Find(value["blobs"], member.Name, RawRole.AttachedBlob) is { } blob) blobs[digest] = blob;
            else defects.Add(RawCodes.Reference, member.Value, $"'{member.Name}' is no digest, or leads to no blob");
        }

        if (Digest.TryParse(subjectText, out var subject) && foundBy is not null && manifest is not null)
            return new AttachedEvidence(subject, foundBy, manifest, blobs.ToImmutable());
        defects.Add(RawCodes.Image, value, "something attached lacks its subject, manifest or how it was found");
        return null;
    }

    private CollectionGap? ReadGap(JsonValue value, Digest subject)
    {
        var (code, kindName, message) = (value.RequiredText("code", defects), value.RequiredText("kind", defects), value.RequiredText("message", defects));
        var (collector, locator) = (value.RequiredText("collector", defects), value.RequiredMap("locator", defects));
        var document = locator.RequiredText("document", defects);
        var kind = FactSchema.Kinds.FirstOrDefault(known => known.Variable == kindName);
        if (code is null || message is null || collector is null || document is null || kind is null || !IsCode(code))
        {
            defects.Add(RawCodes.Gap, value, "a gap lacks its code, kind, message, collector or place");
            return null;
        }

        var place = new Locator(document, locator.OptionalInt64("offset", defects), (int?)locator.OptionalInt64("line", defects), (int?)locator.OptionalInt64("column", defects), locator.OptionalText("pointer", defects));
        return new CollectionGap(new DiagnosticCode(code), subject, kind.Kind, place, message, collector);
    }

    private static bool IsCode(string text)
    {
        try
        {
            _ = new DiagnosticCode(text);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private ImmutableArray<RawDocument> ReadPaths(JsonValue map, string name, RawRole role)
    {
        var found = ImmutableArray.CreateBuilder<RawDocument>();
        foreach (var path in map.OptionalTexts(name, defects))
        {
            if (documents.TryGetValue(path, out var document) && document.Item.Role == role) found.Add(document);
            else defects.Add(RawCodes.Reference, map[name], $"'{path}' is no document of role {role.ToName()}");
        }

        return found.ToImmutable();
    }

    private RawDocument? Find(JsonValue map, string name, RawRole role)
    {
        if (map.OptionalText(name, defects) is not { } path) return null;
        if (documents.TryGetValue(path, out var document) && document.Item.Role == role) return document;
        defects.Add(RawCodes.Reference, map[name], $"'{path}' is no document of role {role.ToName()}");
        return null;
    }
}
