using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Tests.Evidence.Raw;

/// <summary>Raw evidence of one made-up image with something of everything.</summary>
internal static class RawSamples
{
    private static readonly MediaType Json = new("application/json");
    private static readonly MediaType Bytes = new("application/octet-stream");

    public static Digest Subject { get; } = Digests.Sha256("{\"manifest\":1}"u8);

    public static RawEvidence Evidence(string passwd = "root:x:0:0:root:/root:/bin/sh\n")
    {
        var paths = new RawPaths();
        var attachedManifest = Of(RawPaths.Attached(Digests.Sha256("{\"attached\":1}"u8)), RawRole.AttachedManifest, "sha256-x.sig", Json, "{\"attached\":1}");
        var blob = Of(RawPaths.Attached(Digests.Sha256("payload"u8)), RawRole.AttachedBlob, "layer", Bytes, "payload");
        return new RawEvidence
        {
            Images =
            [
                new RawImage
                {
                    Subject = Subject,
                    Reference = "oci:sample",
                    Pinned = false,
                    Index = Of(RawPaths.Index(Subject), RawRole.Index, "index.json", Json, "{\"index\":1}"),
                    Manifest = Of(RawPaths.Manifest(Subject), RawRole.Manifest, Subject.ToString(), Json, "{\"manifest\":1}"),
                    Config = Of(RawPaths.Config(Subject), RawRole.Config, "config", Json, "{\"config\":1}"),
                    Inventory = Of(RawPaths.Inventory(Subject), RawRole.Inventory, "inventory", new MediaType("application/jsonl"), "{\"path\":\"etc/passwd\"}\n"),
                    Files =
                    [
                        Of(paths.File(Subject, "etc/passwd"), RawRole.File, "etc/passwd", Bytes, passwd),
                        Of(paths.File(Subject, "var/lib/dpkg/info/libc6:amd64.list"), RawRole.File, "var/lib/dpkg/info/libc6:amd64.list", Bytes, string.Concat(Enumerable.Repeat("/usr/lib/x\n", 200))),
                    ],
                    Observations = [Of(paths.Observation(Subject, "layers.json"), RawRole.Observation, "layers.json", Json, "{}")],
                    Attached = [new AttachedEvidence(Subject, "cosign-tag", attachedManifest, ImmutableDictionary<Digest, RawDocument>.Empty.Add(blob.Item.Sha256, blob))],
                    AttachedComplete = true,
                    Gaps = [new CollectionGap(new DiagnosticCode("TEST-0001"), Subject, FactKind.Package, new Locator("x", Line: 3, Column: 4, Pointer: "/a"), "could not", "acquire@1")],
                },
            ],
            GivenSboms = [Of(paths.GivenSbom("app.spdx.json"), RawRole.GivenSbom, "app.spdx.json", Json, "{\"sbom\":1}")],
            Trust = [Of(paths.Trust("trust.yaml"), RawRole.Trust, "trust.yaml", Bytes, "keys: []\n")],
            System = Of(RawPaths.SystemFile, RawRole.System, "system.yaml", Bytes, "id: x\n"),
        };
    }

    private static RawDocument Of(string path, RawRole role, string origin, MediaType type, string text) => RawDocument.Of(path, role, origin, type, Encoding.UTF8.GetBytes(text));
}
