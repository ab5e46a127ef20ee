namespace Compliance.Pipeline.Statements;

/// <summary>Types of what a rebuild attests.</summary>
public static class PredicateTypes
{
    /// <summary>SLSA provenance 1 (slsa.dev/spec/v1.0/provenance).</summary>
    public const string Provenance = "https://slsa.dev/provenance/v1";

    /// <summary>SPDX document, as cosign names it.</summary>
    public const string Spdx = "https://spdx.dev/Document";

    /// <summary>CycloneDX document, as cosign names it.</summary>
    public const string CycloneDx = "https://cyclonedx.org/bom";

    /// <summary>What a rebuild changed; <c>docs/rebuild.md</c> describes the predicate.</summary>
    public const string Delta = "https://compliance.example/rebuild/delta/v1";

    /// <summary>That an image was made again with these bytes; <c>docs/rebuild.md</c> describes the predicate.</summary>
    public const string Equivalence = "https://compliance.example/rebuild/artifact-equivalence/v1";

    /// <summary>Which packages an image gets, pinned; <c>docs/rebuild.md</c> describes the predicate.</summary>
    public const string Lock = "https://compliance.example/rebuild/lock/v2";

    /// <summary>Why an image has its packages; <c>docs/rebuild.md</c> describes the predicate.</summary>
    public const string Derivation = "https://compliance.example/rebuild/derivation/v1";

    /// <summary>The files of an input bundle; <c>docs/rebuild.md</c> describes the predicate.</summary>
    public const string Bundle = "https://compliance.example/bundle/v1";

    /// <summary>Build type of images that are composed from an apko configuration.</summary>
    public const string ApkoBuild = "https://compliance.example/rebuild/apko/v1";

    /// <summary>Build type of images that a command of the owner makes.</summary>
    public const string CommandBuild = "https://compliance.example/rebuild/command/v1";
}
