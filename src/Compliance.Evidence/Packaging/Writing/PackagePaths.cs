namespace Compliance.Evidence.Packaging.Writing;

/// <summary>Names of entries. <c>docs/evidence-package.md</c> says what each holds.</summary>
internal static class PackagePaths
{
    public const string MediaType = "mimetype";
    public const string Readme = "README-VERIFY.txt";
    public const string Bag = "bagit.txt";
    public const string BagDescription = "bag-info.txt";
    public const string PayloadSha256 = "manifest-sha256.txt";
    public const string PayloadSha512 = "manifest-sha512.txt";
    public const string TagSha256 = "tagmanifest-sha256.txt";
    public const string Package = "package.json";
    public const string Manifest = "META-INF/ASiCManifest001.xml";
    public const string Signature = "META-INF/signature001.p7s";

    public const string Payload = "data/";
    public const string Reports = "data/report/";
    public const string Policies = "data/policy/";
    public const string Results = "data/results/results.json";
    public const string Facts = "data/results/facts.json";
    public const string Evaluator = "data/environment/evaluator.json";
    public const string SignatureFolder = "META-INF/";

    /// <summary>Files that describe the payload, ordinal order.</summary>
    public static readonly string[] Tags = [Readme, BagDescription, Bag, PayloadSha256, PayloadSha512, MediaType, Package];

    /// <summary>What every package has besides its payload.</summary>
    public static readonly string[] Required = [.. Tags, TagSha256, Manifest, Signature];
}
