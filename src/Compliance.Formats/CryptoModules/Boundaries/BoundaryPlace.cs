namespace Compliance.Formats.CryptoModules.Boundaries;

/// <summary>Where a vulnerability lies as seen from one module, from the best to the worst.</summary>
public enum BoundaryPlace
{
    /// <summary>The vulnerable code is no part of the module.</summary>
    Outside,

    /// <summary>The module's code had it, and this version has the fix.</summary>
    Fixed,

    /// <summary>Nobody says so of this module and version.</summary>
    Unknown,

    /// <summary>The module's code has it.</summary>
    Inside,
}
