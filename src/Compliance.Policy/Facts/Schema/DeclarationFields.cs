using System.Collections.Immutable;

namespace Compliance.Policy.Facts.Schema;

/// <summary>Fields of what the system file and the node inventory state.</summary>
internal static class DeclarationFields
{
    public static ImmutableArray<FactField> Declaration { get; } = new FieldListing<DeclarationFact>()
        .Add("topic", fact => fact.Topic, "service, use, module, submission, stream, unvalidated, exchange, node or registry.")
        .Add("name", fact => fact.Name, "Name of the service, use or module.")
        .Add("service", fact => fact.Service, "Service that it belongs to; empty for the whole system.")
        .Add("module", fact => fact.Module, "Name of the cryptographic module that it is about; empty when none is named.")
        .Add("version", fact => fact.Version, "Version of that module; empty when none is stated.")
        .Add("purpose", fact => fact.Purpose, "What a use protects: data-in-transit, data-at-rest or other; empty for other topics.")
        .Add("entropy", fact => fact.Entropy, "Source of entropy that a use relies on; empty when none is stated.")
        .Add("released", fact => fact.Released, "Day of release of a submitted version, ISO date; empty for other topics.")
        .Add("scanEveryDays", fact => fact.ScanEveryDays, "Days between two scans of a registry; 0 for other topics.")
        .Add("submitted", fact => fact.Submitted, "Day of submission to the CMVP, ISO date; empty while it is planned and for other topics.")
        .Add("usage", fact => fact.Usage, "What a use or a module outside of the images is for; the function of an unvalidated use. Empty when not stated.")
        .Add("area", fact => fact.Area, "Area of data of a use, as the cryptographic modules table calls it. Empty when not stated.")
        .Add("peer", fact => fact.Peer, "Module at the far end of a connection. Empty when not stated.")
        .Add("peerArea", fact => fact.PeerArea, "Area of the far end of a connection. Empty when not stated.")
        .Add("protocol", fact => fact.Protocol, "tls-below12, tls12, tls13 or other, of a connection. Empty when not stated.")
        .Add("encryption", fact => fact.Encryption, "full-disk, file, record, none or other. Empty when not stated.")
        .Add("placement", fact => fact.Placement, "Where the module comes from: embedded, third-party, operating-system or other. Empty when not stated.")
        .Add("approvedMode", fact => fact.ApprovedMode, "Whether a module outside of the images is configured to its approved mode: yes or no. Empty when not stated.")
        .Add("moduleKind", fact => fact.ModuleKind, "What a module outside of the images is, for example load-balancer. Empty when not stated.")
        .Add("vendor", fact => fact.Vendor, "Vendor of a module outside of the images, as stated; else that of its certificate. Empty when not stated.")
        .Add("certificate", fact => fact.Certificate, "CMVP certificate number of a module outside of the images, or the one that an exchanged module had. Empty when not stated.")
        .Add("certificateState", fact => fact.CertificateState, "State of that certificate on the judged date: active, historical, revoked, interim-passed or none. Empty when not stated.")
        .Add("standard", fact => fact.Standard, "Standard of that certificate. Empty when not stated.")
        .Add("sunset", fact => fact.Sunset, "Last active day of that certificate, ISO date. Empty when not stated.")
        .Add("inheritedFrom", fact => fact.InheritedFrom, "FedRAMP identifier of the system that a module is inherited from. Empty when not stated.")
        .Add("configuration", fact => fact.Configuration, "How an inherited module is correctly configured. Empty when not stated.")
        .Add("component", fact => fact.Component, "Component with an unvalidated use. Empty when not stated.")
        .Add("impact", fact => fact.Impact, "What an unvalidated use means for federal data. Empty when not stated.")
        .Add("poam", fact => fact.Poam, "Number in the plan of action and milestones. Empty when not stated.")
        .Add("due", fact => fact.Due, "Last day: six calendar months after the release of a submission, the end of an unvalidated use; ISO date. Empty when not stated.")
        .Add("overdue", fact => fact.Overdue, "Whether that day is over on the judged date, in US Eastern time: yes or no. Empty when nothing is due.")
        .Add("vulnerability", fact => fact.Vulnerability, "Known vulnerability of an exchanged module. Empty when not stated.")
        .Add("featureInUse", fact => fact.FeatureInUse, "Whether the feature with that vulnerability is in use: yes or no. Empty when not stated.")
        .Add("fixedIn", fact => fact.FixedIn, "Version without that vulnerability. Empty when not stated.")
        .Add("environment", fact => fact.Environment, "Operational environment of a node or a use, as certificates write it. Empty when not stated.")
        .Add("hostFips", fact => fact.HostFips, "FIPS flag of a node: on, off or absent. Empty when not stated.")
        .Add("dated", fact => fact.Dated, "Day on which the nodes were asked, ISO date. Empty when not stated.")
        .Add("notes", fact => fact.Notes, "Remarks. Empty when not stated.")
        .ToFields();
}
