namespace Compliance.Tests.Formats.Sbom.Comparing;

/// <summary>One document for each format that states everything that is read of it, each value another one, so that a value that is lost can't hide behind an equal one.</summary>
internal static class RichSboms
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["spdx-2.3"] = Spdx, ["spdx-3.0.1"] = Spdx3, ["cyclonedx-1.6"] = CycloneDx("1.6"), ["cyclonedx-1.7"] = CycloneDx("1.7") };

    private const string Spdx = """
        {
          "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "document-name", "documentNamespace": "https://example.org/document-namespace",
          "comment": "complete lists: SPDXRef-main",
          "creationInfo": { "created": "2026-01-02T03:04:05Z", "creators": [ "Tool: tool-name-1.2", "Organization: maker-organization (maker@example.org)", "Organization: second-organization", "Person: maker-person (person@example.org)" ], "comment": "Build, and more words" },
          "documentDescribes": [ "SPDXRef-main", "SPDXRef-other" ],
          "packages": [
            { "SPDXID": "SPDXRef-main", "name": "main-name", "versionInfo": "main-version", "downloadLocation": "https://example.org/main-location", "supplier": "Organization: main-supplier", "originator": "Organization: main-producer (producer@example.org)",
              "licenseDeclared": "GPL-2.0-only", "licenseConcluded": "MIT OR Apache-2.0", "copyrightText": "main-copyright", "primaryPackagePurpose": "APPLICATION", "packageFileName": "main-file-name", "description": "main-description",
              "checksums": [ { "algorithm": "SHA256", "checksumValue": "1111111111111111111111111111111111111111111111111111111111111111" }, { "algorithm": "MD2", "checksumValue": "22222222222222222222222222222222" }, { "algorithm": "SHA224", "checksumValue": "33333333333333333333333333333333333333333333333333333333" } ],
              "externalRefs": [ { "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:generic/main-purl@1" }, { "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:generic/second-purl@1" },
                { "referenceCategory": "SECURITY", "referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:a:main-cpe:main:1:*:*:*:*:*:*:*" }, { "referenceCategory": "SECURITY", "referenceType": "cpe22Type", "referenceLocator": "cpe:/a:second-cpe:main:1" } ] },
            { "SPDXID": "SPDXRef-other", "name": "other-name", "versionInfo": "NOASSERTION", "downloadLocation": "NONE", "supplier": "NOASSERTION", "originator": "NOASSERTION", "licenseDeclared": "NONE", "licenseConcluded": "NOASSERTION", "copyrightText": "NONE", "primaryPackagePurpose": "INSTALL", "comment": "unknown: hash" },
            { "SPDXID": "SPDXRef-archive", "name": "archive-name", "downloadLocation": "git+https://example.org/archive-location@1", "primaryPackagePurpose": "ARCHIVE", "licenseDeclared": "LicenseRef-own", "licenseConcluded": "NONE", "copyrightText": "NOASSERTION", "supplier": "Person: archive-supplier (archive@example.org)" }
          ],
          "files": [
            { "SPDXID": "SPDXRef-file", "fileName": "./usr/bin/file-name", "copyrightText": "file-copyright", "licenseConcluded": "ISC", "licenseInfoInFiles": [ "BSD-2-Clause" ], "checksums": [ { "algorithm": "SHA1", "checksumValue": "4444444444444444444444444444444444444444" } ] },
            { "SPDXID": "SPDXRef-found", "fileName": "./usr/bin/found-name", "licenseConcluded": "NOASSERTION", "licenseInfoInFiles": [ "BSD-3-Clause" ], "checksums": [ { "algorithm": "SHA512", "checksumValue": "55555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555" } ] }
          ],
          "hasExtractedLicensingInfos": [ { "licenseId": "LicenseRef-own", "extractedText": "own" } ],
          "relationships": [
            { "spdxElementId": "SPDXRef-main", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-other" },
            { "spdxElementId": "SPDXRef-other", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-file" },
            { "spdxElementId": "SPDXRef-found", "relationshipType": "CONTAINED_BY", "relatedSpdxElement": "SPDXRef-archive" },
            { "spdxElementId": "SPDXRef-main", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-archive" },
            { "spdxElementId": "SPDXRef-archive", "relationshipType": "PATCH_FOR", "relatedSpdxElement": "SPDXRef-main" },
            { "spdxElementId": "SPDXRef-archive", "relationshipType": "GENERATES", "relatedSpdxElement": "SPDXRef-other" },
            { "spdxElementId": "SPDXRef-other", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "NOASSERTION" },
            { "spdxElementId": "SPDXRef-main", "relationshipType": "COPY_OF", "relatedSpdxElement": "DocumentRef-x:SPDXRef-y" } ]
        }
        """;

    private const string Spdx3 = """
        {
          "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
          "@graph": [
            { "type": "CreationInfo", "@id": "_:creation", "specVersion": "3.0.1", "created": "2026-01-02T03:04:05Z", "createdBy": [ "https://example.org/3#org", "https://example.org/3#second", "https://example.org/3#person" ], "createdUsing": [ "https://example.org/3#tool" ], "comment": "creator-comment" },
            { "type": "Organization", "spdxId": "https://example.org/3#org", "creationInfo": "_:creation", "name": "maker-organization", "externalIdentifier": [ { "type": "ExternalIdentifier", "externalIdentifierType": "email", "identifier": "maker@example.org" } ] },
            { "type": "Organization", "spdxId": "https://example.org/3#second", "creationInfo": "_:creation", "name": "second-organization" },
            { "type": "Person", "spdxId": "https://example.org/3#person", "creationInfo": "_:creation", "name": "maker-person", "externalIdentifier": [ { "type": "ExternalIdentifier", "externalIdentifierType": "urlScheme", "identifier": "https://example.org/person" } ] },
            { "type": "Tool", "spdxId": "https://example.org/3#tool", "creationInfo": "_:creation", "name": "tool-name" },
            { "type": "SpdxDocument", "spdxId": "https://example.org/3#document", "creationInfo": "_:creation", "name": "document-name", "dataLicense": "https://spdx.org/licenses/CC0-1.0", "rootElement": [ "https://example.org/3#sbom" ] },
            { "type": "software_Sbom", "spdxId": "https://example.org/3#sbom", "creationInfo": "_:creation", "software_sbomType": [ "build", "runtime" ], "rootElement": [ "https://example.org/3#main", "https://example.org/3#other" ] },
            { "type": "software_Package", "spdxId": "https://example.org/3#main", "creationInfo": "_:creation", "name": "main-name", "software_packageVersion": "main-version", "software_downloadLocation": "https://example.org/main-location", "software_packageUrl": "pkg:generic/main-purl@1",
              "suppliedBy": "https://example.org/3#second", "originatedBy": [ "https://example.org/3#org", "https://example.org/3#person" ], "software_copyrightText": "main-copyright", "software_primaryPurpose": "diskImage", "description": "main-description",
              "externalIdentifier": [ { "type": "ExternalIdentifier", "externalIdentifierType": "cpe23", "identifier": "cpe:2.3:a:main-cpe:main:1:*:*:*:*:*:*:*" }, { "type": "ExternalIdentifier", "externalIdentifierType": "packageUrl", "identifier": "pkg:generic/second-purl@1" } ],
              "verifiedUsing": [ { "type": "Hash", "algorithm": "sha256", "hashValue": "1111111111111111111111111111111111111111111111111111111111111111" }, { "type": "Hash", "algorithm": "sha3_256", "hashValue": "2222222222222222222222222222222222222222222222222222222222222222" }, { "type": "Hash", "algorithm": "md4", "hashValue": "33333333333333333333333333333333" } ] },
            { "type": "software_Package", "spdxId": "https://example.org/3#other", "creationInfo": "_:creation", "name": "other-name", "software_packageVersion": "unknown", "comment": "unknown: hash", "software_primaryPurpose": "requirement" },
            { "type": "software_File", "spdxId": "https://example.org/3#file", "creationInfo": "_:creation", "name": "usr/bin/file-name", "software_copyrightText": "file-copyright", "verifiedUsing": [ { "type": "Hash", "algorithm": "sha1", "hashValue": "4444444444444444444444444444444444444444" } ] },
            { "type": "simplelicensing_LicenseExpression", "spdxId": "https://example.org/3#mit", "creationInfo": "_:creation", "simplelicensing_licenseExpression": "MIT OR Apache-2.0" },
            { "type": "simplelicensing_SimpleLicensingText", "spdxId": "https://example.org/3#own", "creationInfo": "_:creation", "name": "own licence text", "simplelicensing_licenseText": "own licence text" },
            { "type": "Relationship", "spdxId": "https://example.org/3#r1", "creationInfo": "_:creation", "from": "https://example.org/3#main", "relationshipType": "hasConcludedLicense", "to": [ "https://example.org/3#mit" ] },
            { "type": "Relationship", "spdxId": "https://example.org/3#r2", "creationInfo": "_:creation", "from": "https://example.org/3#main", "relationshipType": "hasDeclaredLicense", "to": [ "https://example.org/3#own" ] },
            { "type": "Relationship", "spdxId": "https://example.org/3#r3", "creationInfo": "_:creation", "from": "https://example.org/3#other", "relationshipType": "hasDeclaredLicense", "to": [ "https://spdx.org/rdf/3.0.1/terms/Licensing/NoAssertion" ] },
            { "type": "Relationship", "spdxId": "https://example.org/3#r4", "creationInfo": "_:creation", "from": "https://example.org/3#main", "relationshipType": "contains", "to": [ "https://example.org/3#other", "https://example.org/3#file" ], "completeness": "complete" },
            { "type": "Relationship", "spdxId": "https://example.org/3#r5", "creationInfo": "_:creation", "from": "https://example.org/3#other", "relationshipType": "dependsOn", "to": [ "https://example.org/3#main" ], "completeness": "incomplete" },
            { "type": "Relationship", "spdxId": "https://example.org/3#r6", "creationInfo": "_:creation", "from": "https://example.org/3#other", "relationshipType": "patchedBy", "to": [ "https://example.org/3#main" ] },
            { "type": "Relationship", "spdxId": "https://example.org/3#r7", "creationInfo": "_:creation", "from": "https://example.org/3#other", "relationshipType": "generates", "to": [ "https://example.org/3#file" ] },
            { "type": "security_Vulnerability", "spdxId": "https://example.org/3#v", "creationInfo": "_:creation", "name": "v" }
          ]
        }
        """;

    private static string CycloneDx(string version) => """
        {
          "bomFormat": "CycloneDX", "specVersion": "VERSION", "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79", "version": 7,
          "metadata": {
            "timestamp": "2026-01-02T03:04:05.678+01:00", "lifecycles": [ { "phase": "pre-build" }, { "name": "own-phase" } ], "licenses": [ { "license": { "id": "CC-BY-4.0" } } ],
            "tools": { "components": [ { "type": "application", "name": "tool-name", "version": "tool-version" } ] },
            "authors": [ { "name": "maker-person", "email": "person@example.org" } ], "manufacturer": { "name": "maker-organization", "contact": [ { "email": "maker@example.org" } ] }, "supplier": { "name": "second-organization", "url": [ "https://example.org/second" ] },
            "component": { "bom-ref": "main", "type": "device-driver", "group": "main-group", "name": "main-name", "version": "main-version", "purl": "pkg:generic/main-purl@1", "cpe": "cpe:2.3:a:main-cpe:main:1:*:*:*:*:*:*:*", "description": "main-description",
              "copyright": "main-copyright", "supplier": { "name": "main-supplier" }, "manufacturer": { "name": "main-producer", "contact": [ { "email": "producer@example.org" } ] },
              "licenses": [ { "expression": "MIT OR Apache-2.0", "acknowledgement": "concluded" } ], "externalReferences": [ { "type": "distribution", "url": "https://example.org/main-location" } ],
              "hashes": [ { "alg": "SHA-256", "content": "1111111111111111111111111111111111111111111111111111111111111111" }, { "alg": "BLAKE2b-256", "content": "2222222222222222222222222222222222222222222222222222222222222222" } ],
              "properties": [ { "name": "own:main-property", "value": "main-value" }, { "name": "bsi:component:filename", "value": "main-file-name" } ] }
          },
          "components": [
            { "bom-ref": "other", "type": "machine-learning-model", "name": "other-name", "version": "unknown", "supplier": { "name": "other-supplier", "contact": [ { "email": "other@example.org" } ] }, "licenses": [ { "license": { "name": "own licence text" } }, { "license": { "id": "Zlib" } } ],
              "components": [ { "bom-ref": "inner", "type": "library", "name": "inner-name", "version": "inner-version", "author": "inner-author", "properties": [ { "name": "compliance:unknown", "value": "hash,licence" } ] },
                              { "bom-ref": "file", "type": "file", "name": "usr/bin/file-name", "version": "file-version", "description": "file-description", "purl": "pkg:generic/file-purl@1", "hashes": [ { "alg": "SHA-1", "content": "4444444444444444444444444444444444444444" } ], "properties": [ { "name": "own:file-property", "value": "file-value" } ] } ] }
          ],
          "dependencies": [ { "ref": "main", "dependsOn": [ "other" ], "provides": [ "inner" ] }, { "ref": "inner", "dependsOn": [ "file" ] } ],
          "compositions": [ { "aggregate": "incomplete", "assemblies": [ "main" ], "dependencies": [ "other" ] }, { "aggregate": "complete", "assemblies": [ "inner" ] } ],
          "vulnerabilities": [ { "bom-ref": "v1", "id": "CVE-2026-0001" }, { "bom-ref": "v2", "id": "CVE-2026-0002" } ],
          "signature": { "algorithm": "ES256", "value": "AAAA" }
        }
        """.Replace("VERSION", version, StringComparison.Ordinal);
}
