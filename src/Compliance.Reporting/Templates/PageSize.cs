namespace Compliance.Reporting.Templates;

/// <summary>The paper that pages are made for.</summary>
public enum PageSize
{
    /// <summary>8.5 by 11 inches.</summary>
    Letter = 0,

    /// <summary>210 by 297 millimetres.</summary>
    A4 = 1,
}
