namespace Compliance.Policy.Documents;

/// <summary>The check boxes of the cryptographic modules table that say where a module comes from.</summary>
public enum ModulePlacement
{
    /// <summary>Part of the product.</summary>
    Embedded = 0,
    /// <summary>Brought by another vendor.</summary>
    ThirdParty = 1,
    /// <summary>Of the operating system.</summary>
    OperatingSystem = 2,
    Other = 3,
}
