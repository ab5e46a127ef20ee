namespace Compliance.Tests.Formats.Sbom;

/// <summary>One small document in the serialisations that are not plain JSON.</summary>
internal static class OtherTextSamples
{
    public const string TagValue = """
        SPDXVersion: SPDX-2.3
        DataLicense: CC0-1.0
        SPDXID: SPDXRef-DOCUMENT
        DocumentName: image
        DocumentNamespace: https://example.org/1
        Creator: Tool: maker-1.2
        Creator: Organization: Example (a@example.org)
        Created: 2026-01-02T03:04:05Z
        CreatorComment: <text>made
        by Build</text>
        # a comment
        Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-zlib

        PackageName: zlib
        SPDXID: SPDXRef-zlib
        PackageVersion: 1.3-r0
        PackageSupplier: Organization: Wolfi
        PackageDownloadLocation: NOASSERTION
        PackageLicenseDeclared: Zlib
        PackageChecksum: SHA256: 7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d
        ExternalRef: PACKAGE-MANAGER purl pkg:apk/wolfi/zlib@1.3-r0?arch=x86_64

        FileName: ./usr/lib/libz.so.1
        SPDXID: SPDXRef-f
        FileChecksum: SHA1: da39a3ee5e6b4b0d3255bfef95601890afd80709
        """;

    public const string Yaml = """
        SPDXID: SPDXRef-DOCUMENT
        spdxVersion: SPDX-2.3
        dataLicense: CC0-1.0
        name: image
        documentNamespace: https://example.org/1
        creationInfo:
          created: "2026-01-02T03:04:05Z"
          comment: made by Build
          creators: [ "Tool: maker-1.2", "Organization: Example (a@example.org)" ]
        documentDescribes: [ SPDXRef-zlib ]
        packages:
          - SPDXID: SPDXRef-zlib
            name: zlib
            versionInfo: 1.3-r0
            supplier: "Organization: Wolfi"
            downloadLocation: NOASSERTION
            licenseDeclared: Zlib
            checksums: [ { algorithm: SHA256, checksumValue: 7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d } ]
            externalRefs: [ { referenceCategory: PACKAGE-MANAGER, referenceType: purl, referenceLocator: "pkg:apk/wolfi/zlib@1.3-r0?arch=x86_64" } ]
        files: [ { SPDXID: SPDXRef-f, fileName: ./usr/lib/libz.so.1, checksums: [ { algorithm: SHA1, checksumValue: da39a3ee5e6b4b0d3255bfef95601890afd80709 } ] } ]
        relationships: [ { spdxElementId: SPDXRef-zlib, relationshipType: CONTAINS, relatedSpdxElement: SPDXRef-f } ]
        """;

    public const string SpdxXml = """
        <?xml version="1.0" encoding="utf-8"?>
        <Document>
          <SPDXID>SPDXRef-DOCUMENT</SPDXID><spdxVersion>SPDX-2.3</spdxVersion><dataLicense>CC0-1.0</dataLicense><name>image</name><documentNamespace>https://example.org/1</documentNamespace>
          <creationInfo><created>2026-01-02T03:04:05Z</created><comment>made by Build</comment><creators>Tool: maker-1.2</creators><creators>Organization: Example (a@example.org)</creators></creationInfo>
          <documentDescribes>SPDXRef-zlib</documentDescribes>
          <packages>
            <SPDXID>SPDXRef-zlib</SPDXID><name>zlib</name><versionInfo>1.3-r0</versionInfo><supplier>Organization: Wolfi</supplier><downloadLocation>NOASSERTION</downloadLocation><licenseDeclared>Zlib</licenseDeclared>
            <checksums><algorithm>SHA256</algorithm><checksumValue>7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d</checksumValue></checksums>
            <externalRefs><referenceCategory>PACKAGE-MANAGER</referenceCategory><referenceType>purl</referenceType><referenceLocator>pkg:apk/wolfi/zlib@1.3-r0?arch=x86_64</referenceLocator></externalRefs>
          </packages>
          <files><SPDXID>SPDXRef-f</SPDXID><fileName>./usr/lib/libz.so.1</fileName><checksums><algorithm>SHA1</algorithm><checksumValue>da39a3ee5e6b4b0d3255bfef95601890afd80709</checksumValue></checksums></files>
          <relationships><spdxElementId>SPDXRef-zlib</spdxElementId><relationshipType>CONTAINS</relationshipType><relatedSpdxElement>SPDXRef-f</relatedSpdxElement></relationships>
        </Document>
        """;

    public const string CycloneDxXml = """
        <?xml version="1.0"?>
        <bom xmlns="http://cyclonedx.org/schema/bom/1.5" serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79" version="3">
          <metadata>
            <timestamp>2026-01-02T03:04:05Z</timestamp>
            <lifecycles><lifecycle><phase>build</phase></lifecycle></lifecycles>
            <tools><components><component type="application"><name>maker</name><version>1.2</version></component></components></tools>
            <authors><author><name>P</name><email>p@example.org</email></author></authors>
            <component bom-ref="img" type="container"><name>app</name><version>sha256:7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d</version></component>
          </metadata>
          <components>
            <component bom-ref="ssl" type="library">
              <supplier><name>Debian</name><url>https://debian.org</url></supplier>
              <name>openssl</name><version>3.0.17-1</version>
              <hashes><hash alg="SHA-256">7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d</hash></hashes>
              <licenses><license><id>Apache-2.0</id></license></licenses>
              <purl>pkg:deb/debian/openssl@3.0.17-1?arch=amd64</purl>
              <properties><property name="bsi:component:filename">openssl</property></properties>
              <components><component type="file"><name>usr/bin/openssl</name></component></components>
            </component>
          </components>
          <dependencies><dependency ref="img"><dependency ref="ssl"/></dependency></dependencies>
          <compositions><composition><aggregate>complete</aggregate><dependencies><dependency ref="img"/></dependencies></composition></compositions>
        </bom>
        """;

    public const string Spdx3 = """
        {
          "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
          "@graph": [
            { "@id": "_:c", "type": "CreationInfo", "specVersion": "3.0.1", "created": "2026-01-02T03:04:05Z", "createdBy": [ "urn:o" ], "createdUsing": [ "urn:t" ] },
            { "spdxId": "urn:o", "type": "Organization", "name": "Example", "creationInfo": "_:c", "externalIdentifier": [ { "type": "ExternalIdentifier", "externalIdentifierType": "email", "identifier": "a@example.org" } ] },
            { "spdxId": "urn:t", "type": "Tool", "name": "maker-1.2", "creationInfo": "_:c" },
            { "spdxId": "urn:d", "type": "SpdxDocument", "name": "image", "creationInfo": "_:c", "rootElement": [ "urn:s" ] },
            { "spdxId": "urn:s", "type": "software_Sbom", "creationInfo": "_:c", "software_sbomType": [ "build" ], "rootElement": [ "urn:z" ] },
            { "spdxId": "urn:z", "type": "software_Package", "name": "zlib", "software_packageVersion": "1.3-r0", "software_packageUrl": "pkg:apk/wolfi/zlib@1.3-r0?arch=x86_64", "suppliedBy": "urn:o",
              "verifiedUsing": [ { "type": "Hash", "algorithm": "sha256", "hashValue": "7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d" } ], "creationInfo": "_:c" },
            { "spdxId": "urn:f", "type": "software_File", "name": "./usr/lib/libz.so.1", "creationInfo": "_:c" },
            { "spdxId": "urn:l", "type": "simplelicensing_LicenseExpression", "simplelicensing_licenseExpression": "Zlib", "creationInfo": "_:c" },
            { "spdxId": "urn:1", "type": "Relationship", "from": "urn:z", "to": [ "urn:l" ], "relationshipType": "hasDeclaredLicense", "creationInfo": "_:c" },
            { "spdxId": "urn:2", "type": "Relationship", "from": "urn:z", "to": [ "urn:f" ], "relationshipType": "contains", "completeness": "complete", "creationInfo": "_:c" }
          ]
        }
        """;
}
