namespace Compliance.Pipeline.Plan;

/// <summary>What a rebuild does about something that is not met.</summary>
public enum OperationKind
{
    /// <summary>A newer version of a package that is there.</summary>
    UpdatePackage = 0,

    /// <summary>An exact version in the configuration gives way to newer ones.</summary>
    UnpinPackage = 1,

    /// <summary>Another package takes its place.</summary>
    ReplacePackage = 2,

    DropPackage = 3,

    /// <summary>A package with an approved cryptographic module, or its configuration.</summary>
    AddProvider = 4,

    /// <summary>The image runs as another user than root.</summary>
    SetUser = 5,

    /// <summary>Set-user-id and set-group-id bits are taken from a file.</summary>
    ClearSetuid = 6,

    /// <summary>Not everybody may write a file.</summary>
    FixMode = 7,

    /// <summary>A variable leaves the image's environment.</summary>
    UnsetVariable = 8,

    /// <summary>The image is signed.</summary>
    Sign = 9,

    /// <summary>SBOMs are made from what is installed, and attested.</summary>
    MakeSbom = 10,

    /// <summary>Provenance names every input by digest, and is attested.</summary>
    Attest = 11,

    /// <summary>A signed lock names every package, every index and the time.</summary>
    Pin = 12,
}
