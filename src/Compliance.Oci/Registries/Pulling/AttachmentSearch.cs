using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Attachments;
using Compliance.Oci.Models;

namespace Compliance.Oci.Registries.Pulling;

/// <summary>
/// Looks for what is attached, in every place where tools put it: the registry's own list, the index under the fallback tag, cosign's older tags; and for what is attached to
/// what was found. Only gathers: what is attached is decided by the code that reads every snapshot. Places that contradict each other are reported.
/// </summary>
internal sealed class AttachmentSearch(RegistryReader reader, PulledManifests pulled, BlobSpool spool, Limits limits)
{
    private const int MaxDepth = 4;
    private const int MaxSubjects = 1024;

    private static readonly string[] Suffixes = [".sig", ".att", ".sbom"];

    private volatile bool isListed = true;

    public async Task RunAsync(IReadOnlyCollection<Digest> subjects, CancellationToken cancellation)
    {
        var asked = new HashSet<Digest>();
        var now = subjects.Where(asked.Add).ToList();
        for (var depth = 0; now.Count > 0; depth++)
        {
            if (depth == MaxDepth || asked.Count > MaxSubjects)
            {
                pulled.Miss(new Defect(RegistryCodes.TooMany, new Locator(reader.Repository.ToString()), $"attachments of attachments: only the first {MaxSubjects} manifests, {MaxDepth} deep, are asked about"));
                return;
            }

            var found = await Task.WhenAll(now.Select(subject => SearchAsync(subject, depth == 0, cancellation))).ConfigureAwait(false);
            now = [.. found.SelectMany(some => some).Order().Where(asked.Add)];
        }
    }

    /// <summary>Digests of what is listed as referring to the subject.</summary>
    private async Task<IEnumerable<Digest>> SearchAsync(Digest subject, bool isImage, CancellationToken cancellation)
    {
        try
        {
            var list = isListed ? await reader.ListReferrersAsync(subject, cancellation).ConfigureAwait(false) : new ReferrerList(false, [], []);
            if (!list.IsSupported) isListed = false;
            foreach (var defect in list.Defects) pulled.Miss(defect);
            var tagged = isImage || !list.IsSupported ? await FallbackAsync(subject, cancellation).ConfigureAwait(false) : [];
            if (isImage) await Task.WhenAll(Suffixes.Select(suffix => LegacyAsync(subject, suffix, cancellation))).ConfigureAwait(false);
            var listed = list.Referrers.Select(referrer => referrer.Digest).ToHashSet();
            foreach (var other in tagged.Where(other => list.IsSupported && !listed.Contains(other.Digest)))
                pulled.Report(new Defect(RegistryCodes.ReferrersDiffer, new Locator(other.Digest.ToString()), $"listed under the tag {ImageAttachments.TagOf(subject, "")}, and not by the registry itself"));
            var all = list.Referrers.Concat(tagged).DistinctBy(referrer => referrer.Digest).ToList();
            await Task.WhenAll(all.Select(referrer => ReferrerAsync(referrer, subject, listed.Contains(referrer.Digest), cancellation))).ConfigureAwait(false);
            return all.Select(referrer => referrer.Digest);
        }
        catch (RegistryException broken)
        {
            pulled.Miss(broken.Defect);
            return [];
        }
    }

    private async Task ReferrerAsync(Descriptor listed, Digest subject, bool isByRegistry, CancellationToken cancellation)
    {
        var place = new Locator(listed.Digest.ToString());
        if (await pulled.FetchAsync(listed, cancellation).ConfigureAwait(false) is not { } content)
        {
            pulled.Miss(new Defect(OciCodes.BlobAbsent, place, $"listed as referring to {subject}, but {(pulled.Broken.TryGetValue(listed.Digest, out var problem) ? problem.Why : "the registry does not have it")}"));
            return;
        }

        pulled.AddReferrer(listed.Digest);
        if (!ImageManifest.Read(content, listed.Digest.ToString(), null, limits).TryGet(out var manifest))
        {
            pulled.Miss(new Defect(OciCodes.ArtifactUnreadable, place, $"listed as referring to {subject}, but it is no manifest that can be read"));
            return;
        }

        Expect(manifest);
        if (listed.Size != content.Length) pulled.Report(new Defect(RegistryCodes.ReferrersDiffer, place, $"listed with {listed.Size} bytes, it has {content.Length}"));
        if (listed.ArtifactType is { } type && manifest.ArtifactType is { } own && type != own) pulled.Report(new Defect(RegistryCodes.ReferrersDiffer, place, $"listed as '{type}', its manifest says '{own}'"));
        if (isByRegistry && manifest.Subject?.Digest != subject)
            pulled.Report(new Defect(RegistryCodes.ReferrersDiffer, place, $"listed as referring to {subject}, its manifest names {manifest.Subject?.Digest.ToString() ?? "no subject"}: not taken for attached by that list"));
    }

    private async Task<IReadOnlyList<Descriptor>> FallbackAsync(Digest subject, CancellationToken cancellation)
    {
        if (await TagAsync(subject, "", cancellation).ConfigureAwait(false) is not { } found) return [];
        return OciMediaTypes.IsIndex(found.Descriptor.MediaType) && ImageIndex.Read(found.Content, found.Descriptor.Digest.ToString(), found.Descriptor.MediaType, limits).TryGet(out var index) ? index.Manifests : [];
    }

    private async Task LegacyAsync(Digest subject, string suffix, CancellationToken cancellation) => await TagAsync(subject, suffix, cancellation).ConfigureAwait(false);

    private async Task<TaggedManifest?> TagAsync(Digest subject, string suffix, CancellationToken cancellation)
    {
        if (subject.Algorithm != "sha256")
        {
            pulled.Miss(new Defect(OciCodes.ArtifactScanIncomplete, new Locator(subject.ToString()), $"tags for {subject.Algorithm} are not looked for"));
            return null;
        }

        var tag = ImageAttachments.TagOf(subject, suffix);
        if (await reader.FindTagAsync(tag, cancellation).ConfigureAwait(false) is not { } found) return null;
        pulled.Add(found);
        pulled.Name(found.Descriptor, tag);
        if (ImageManifest.Read(found.Content, tag, null, limits).TryGet(out var manifest)) Expect(manifest);
        return found;
    }

    private void Expect(ImageManifest manifest)
    {
        foreach (var blob in manifest.Layers.Append(manifest.Config)) spool.Expect(blob);
    }
}
