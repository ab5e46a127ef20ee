namespace Compliance.Tests.Formats.Sbom;

/// <summary>Small documents with one of everything that is read.</summary>
internal static class SbomSamples
{
    public const string Hex = "7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d";

    public const string Spdx = """
        {
          "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "image",
          "documentNamespace": "https://example.org/1",
          "creationInfo": { "created": "2026-01-02T03:04:05Z", "creators": [ "Tool: maker-1.2", "Organization: Example (a@example.org)", "Person: P" ] },
          "documentDescribes": [ "SPDXRef-Image" ],
          "packages": [
            { "SPDXID": "SPDXRef-Image", "name": "sha256:7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d", "downloadLocation": "NOASSERTION", "primaryPackagePurpose": "CONTAINER",
              "externalRefs": [ { "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:oci/image@sha256:7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d?arch=amd64" } ] },
            { "SPDXID": "SPDXRef-zlib", "name": "zlib", "versionInfo": "1.3-r0", "downloadLocation": "NOASSERTION", "supplier": "Organization: Wolfi", "originator": "NOASSERTION",
              "licenseConcluded": "NOASSERTION", "licenseDeclared": "Zlib", "checksums": [ { "algorithm": "SHA256", "checksumValue": "7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d" } ],
              "externalRefs": [ { "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:apk/wolfi/zlib@1.3-r0?arch=x86_64" },
                                { "referenceCategory": "SECURITY", "referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:a:zlib:zlib:1.3:*:*:*:*:*:*:*" } ] }
          ],
          "files": [ { "SPDXID": "SPDXRef-f", "fileName": "usr/lib/libz.so.1", "checksums": [ { "algorithm": "SHA1", "checksumValue": "da39a3ee5e6b4b0d3255bfef95601890afd80709" } ] } ],
          "relationships": [ { "spdxElementId": "SPDXRef-Image", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-zlib" },
                             { "spdxElementId": "SPDXRef-zlib", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-f" } ]
        }
        """;

    public const string CycloneDx = """
        {
          "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79", "version": 1,
          "metadata": {
            "timestamp": "2026-01-02T03:04:05+01:00",
            "tools": { "components": [ { "type": "application", "name": "maker", "version": "1.2" } ] },
            "authors": [ { "name": "P" } ], "supplier": { "name": "Example" },
            "component": { "bom-ref": "img", "type": "container", "name": "registry.example/app", "version": "1",
              "purl": "pkg:oci/app@sha256%3A7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d",
              "properties": [ { "name": "aquasecurity:trivy:RepoDigest", "value": "registry.example/app@sha256:7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d" } ] }
          },
          "components": [
            { "bom-ref": "os", "type": "operating-system", "name": "debian", "version": "12",
              "components": [ { "bom-ref": "ssl", "type": "library", "name": "openssl", "version": "3.0.17-1", "purl": "pkg:deb/debian/openssl@3.0.17-1?arch=amd64",
                "supplier": { "name": "Debian" }, "licenses": [ { "license": { "id": "Apache-2.0" } }, { "license": { "name": "Own" } } ],
                "hashes": [ { "alg": "SHA-256", "content": "7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d" } ] } ] }
          ],
          "services": [ { "bom-ref": "svc", "name": "clock" } ],
          "dependencies": [ { "ref": "img", "dependsOn": [ "os", "svc" ] } ]
        }
        """;
}
