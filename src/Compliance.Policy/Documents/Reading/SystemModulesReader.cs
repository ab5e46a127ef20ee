namespace Compliance.Policy.Documents;

/// <summary>Binds the parts of <c>system.yaml</c> that are about cryptography.</summary>
internal static class SystemModulesReader
{
    public static CryptographicUseDocument Use(DocumentReader reader) => new()
    {
        Name = reader.Text("name"),
        Purpose = reader.Choice<CryptographicPurpose>("purpose"),
        Module = reader.OptionalText("module"),
        Environment = reader.OptionalText("environment"),
        EnvironmentIs = reader.OptionalChoice<EnvironmentBasis>("environmentIs"),
        Entropy = reader.OptionalText("entropy"),
        Area = reader.OptionalText("area"),
        Peer = reader.OptionalText("peer"),
        PeerArea = reader.OptionalText("peerArea"),
        Protocol = reader.OptionalChoice<TransportProtocol>("protocol"),
        Encryption = reader.OptionalChoice<EncryptionKind>("encryption"),
        Placement = reader.OptionalChoice<ModulePlacement>("placement"),
        Notes = reader.OptionalText("notes"),
    };

    public static SystemModuleDocument Module(DocumentReader reader) => new()
    {
        Name = reader.Text("name"),
        Version = reader.Text("version"),
        Certificate = reader.OptionalNumber("certificate"),
        InheritedFrom = reader.OptionalText("inheritedFrom"),
        Use = reader.Text("use"),
        Kind = reader.OptionalChoice<OutsideModuleKind>("kind"),
        Vendor = reader.OptionalText("vendor"),
        Services = reader.Texts("services"),
        Purpose = reader.OptionalChoice<CryptographicPurpose>("purpose"),
        Placement = reader.OptionalChoice<ModulePlacement>("placement"),
        ApprovedMode = reader.OptionalTruth("approvedMode"),
        Configuration = reader.OptionalText("configuration"),
        Encryption = reader.OptionalChoice<EncryptionKind>("encryption"),
        Notes = reader.OptionalText("notes"),
    };

    public static SubmissionDocument Submission(DocumentReader reader) => new()
    {
        Module = reader.Text("module"),
        Version = reader.Text("version"),
        Released = reader.Text("released", DocumentPatterns.Day),
        Submitted = reader.OptionalText("submitted", DocumentPatterns.Day),
        Document = reader.OptionalText("document"),
    };

    public static ModuleStreamDocument? Stream(DocumentReader? reader)
    {
        if (reader is null) return null;
        var stream = new ModuleStreamDocument { Default = reader.Choice<ModuleStream>("default"), Basis = reader.Text("basis") };
        reader.Finish();
        return stream;
    }

    public static UnvalidatedUseDocument Unvalidated(DocumentReader reader) => new()
    {
        Module = reader.Text("module"),
        Component = reader.Text("component"),
        Function = reader.Text("function"),
        Impact = reader.Text("impact"),
        Poam = reader.OptionalText("poam"),
        Due = reader.OptionalText("due", DocumentPatterns.Day),
    };

    public static ModuleExchangeDocument Exchange(DocumentReader reader) => new()
    {
        Module = reader.Text("module"),
        Version = reader.Text("version"),
        Replaces = reader.RequiredNumber("replaces"),
        Vulnerability = reader.OptionalText("vulnerability"),
        FeatureInUse = reader.OptionalTruth("featureInUse"),
        FixedIn = reader.OptionalText("fixedIn"),
        Submitted = reader.OptionalText("submitted", DocumentPatterns.Day),
        Poam = reader.OptionalText("poam"),
    };
}
