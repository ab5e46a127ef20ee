namespace Compliance.Policy.Facts;

/// <summary>
/// What the system file states about the image, which no image can know: the services that run it, what they use cryptography for, modules that no image
/// holds, submissions to the CMVP. It is the provider's word, recorded as such.
/// </summary>
public sealed record DeclarationFact : FactValue
{
    public override FactKind Kind => FactKind.Declaration;

    /// <summary><c>service</c>, <c>use</c>, <c>module</c>, <c>submission</c>, <c>stream</c>, <c>unvalidated</c>, <c>exchange</c> or <c>node</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>Name of the service, use or module.</summary>
    public required string Name { get; init; }

    /// <summary>Service that the declaration belongs to; empty for the whole system.</summary>
    public string Service { get; init; } = "";

    /// <summary>Name of the cryptographic module that it is about; empty when none is named.</summary>
    public string Module { get; init; } = "";

    /// <summary>Version of that module; empty when none is stated.</summary>
    public string Version { get; init; } = "";

    /// <summary>What a use protects: <c>data-in-transit</c>, <c>data-at-rest</c> or <c>other</c>; empty for other topics.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Source of entropy that a use relies on; empty when none is stated.</summary>
    public string Entropy { get; init; } = "";

    /// <summary>Day of release of a submitted version, ISO date; empty for other topics.</summary>
    public string Released { get; init; } = "";

    /// <summary>Days between two scans of every image of a registry; 0 for other topics.</summary>
    public long ScanEveryDays { get; init; }

    /// <summary>Day of submission, ISO date; empty while it is planned and for other topics.</summary>
    public string Submitted { get; init; } = "";

    /// <summary>What a use or a module outside of the images is for; the function of an unvalidated use. Empty when not stated.</summary>
    public string Usage { get; init; } = "";

    /// <summary>Area of data of a use, as the cryptographic modules table calls it. Empty when not stated.</summary>
    public string Area { get; init; } = "";

    /// <summary>Module at the far end of a connection. Empty when not stated.</summary>
    public string Peer { get; init; } = "";

    /// <summary>Area of the far end of a connection. Empty when not stated.</summary>
    public string PeerArea { get; init; } = "";

    /// <summary>tls-below12, tls12, tls13 or other, of a connection. Empty when not stated.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>full-disk, file, record, none or other. Empty when not stated.</summary>
    public string Encryption { get; init; } = "";

    /// <summary>Where the module comes from: embedded, third-party, operating-system or other. Empty when not stated.</summary>
    public string Placement { get; init; } = "";

    /// <summary>Whether a module outside of the images is configured to its approved mode: yes or no. Empty when not stated.</summary>
    public string ApprovedMode { get; init; } = "";

    /// <summary>What a module outside of the images is, for example load-balancer. Empty when not stated.</summary>
    public string ModuleKind { get; init; } = "";

    /// <summary>Vendor of a module outside of the images, as stated; else that of its certificate. Empty when not stated.</summary>
    public string Vendor { get; init; } = "";

    /// <summary>CMVP certificate number of a module outside of the images, or the one that an exchanged module had. Empty when not stated.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>State of that certificate on the judged date: active, historical, revoked, interim-passed or none. Empty when not stated.</summary>
    public string CertificateState { get; init; } = "";

    /// <summary>Standard of that certificate. Empty when not stated.</summary>
    public string Standard { get; init; } = "";

    /// <summary>Last active day of that certificate, ISO date. Empty when not stated.</summary>
    public string Sunset { get; init; } = "";

    /// <summary>FedRAMP identifier of the system that a module is inherited from. Empty when not stated.</summary>
    public string InheritedFrom { get; init; } = "";

    /// <summary>How an inherited module is correctly configured. Empty when not stated.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>Component with an unvalidated use. Empty when not stated.</summary>
    public string Component { get; init; } = "";

    /// <summary>What an unvalidated use means for federal data. Empty when not stated.</summary>
    public string Impact { get; init; } = "";

    /// <summary>Number in the plan of action and milestones. Empty when not stated.</summary>
    public string Poam { get; init; } = "";

    /// <summary>Last day: six calendar months after the release of a submission, the end of an unvalidated use; ISO date. Empty when not stated.</summary>
    public string Due { get; init; } = "";

    /// <summary>Whether <see cref="Due"/> is over at the end of the judged US day: yes or no. Empty when nothing is due.</summary>
    public string Overdue { get; init; } = "";

    /// <summary>Known vulnerability of an exchanged module. Empty when not stated.</summary>
    public string Vulnerability { get; init; } = "";

    /// <summary>Whether the feature with that vulnerability is in use: yes or no. Empty when not stated.</summary>
    public string FeatureInUse { get; init; } = "";

    /// <summary>Version without that vulnerability. Empty when not stated.</summary>
    public string FixedIn { get; init; } = "";

    /// <summary>Operational environment of a node or a use, as certificates write it. Empty when not stated.</summary>
    public string Environment { get; init; } = "";

    /// <summary>FIPS flag of a node: on, off or absent. Empty when not stated.</summary>
    public string HostFips { get; init; } = "";

    /// <summary>Day on which the nodes were asked, ISO date. Empty when not stated.</summary>
    public string Dated { get; init; } = "";

    /// <summary>Remarks. Empty when not stated.</summary>
    public string Notes { get; init; } = "";
}
